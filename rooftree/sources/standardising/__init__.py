"""Turns source rows into canonical tables in HACT vocabulary. Keeps what it cannot map, and counts it."""
