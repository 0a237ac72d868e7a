"""Canonical rows as the rows of PostgreSQL's tables: with our ids, their links found, one row an entity."""
