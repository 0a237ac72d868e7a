"""Keystone: assets, components, certificates, hazards."""
