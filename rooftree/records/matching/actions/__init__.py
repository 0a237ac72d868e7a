"""Linking the night's rows, and the decisions of people about who is who."""
