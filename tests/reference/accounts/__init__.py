"""Tests of who may sign in and see what."""
