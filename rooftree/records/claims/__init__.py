"""What each system says of each home and person, where they disagree, and what was known when (R2, R11)."""
