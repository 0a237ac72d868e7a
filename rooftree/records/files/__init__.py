"""Attachments the source systems speak of, with their hashes."""
