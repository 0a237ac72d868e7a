"""Checks made into SQL, once, when a standard is published: what cannot be compiled is refused in words.

Expressions are ibis's, so that one definition serves DuckDB, PostgreSQL and Spark. Nothing here reads a row.
"""
