"""Rooftree keeps what a social landlord knows about its homes and residents true, usable and provable."""
