"""Keeps the words that records are found by."""
