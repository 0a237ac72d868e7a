"""Canonical tables, code lists with versions, data contracts (R2, R7). Knows no source system's headers."""
