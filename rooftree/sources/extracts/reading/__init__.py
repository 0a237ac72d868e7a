"""Reads each form that a file may come in, strictly and in small pieces, as text only.

Knows no system and no table.
"""
