"""Tests of the bench's own sums."""
