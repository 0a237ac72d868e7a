"""Compares today's canonical tables with yesterday's and sends only the difference to PostgreSQL (R2, R13).

A failed run leaves yesterday's view whole. Overwrites nothing that was born in Rooftree. Pages: /runs/.
"""
