"""Tests of the pieces of the embedded PostgreSQL's life."""
