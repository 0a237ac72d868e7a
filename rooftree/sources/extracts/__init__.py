"""Received files and runs: kept word for word with manifest, hash, counts and freshness. Corrects nothing (R2, R13). Pages: /runs/ and /extracts/."""
