"""Tests of saying no."""
