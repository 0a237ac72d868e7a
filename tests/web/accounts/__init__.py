"""Tests of the sign-in pages."""
