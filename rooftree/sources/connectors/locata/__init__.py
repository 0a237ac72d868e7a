"""Locata: the register and homelessness."""
