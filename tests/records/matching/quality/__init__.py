"""How good matching is."""
