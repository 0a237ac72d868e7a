"""Received files and runs: kept word for word with manifest, hash, counts and freshness. Corrects nothing.

Serves R2 and R13; its pages are /runs/ and /extracts/.
"""
