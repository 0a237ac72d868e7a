"""Tests of what the bench of the pages works out."""
