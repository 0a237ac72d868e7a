"""The one way of saying "not allowed, because…"."""
