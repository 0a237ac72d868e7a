"""Tests of the run: whole nights on the invented landlord's extracts."""
