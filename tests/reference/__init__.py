"""Tests of the shared meaning."""
