"""What each system says of each home and person, where they disagree, and what was known on a day (R2, R11)."""
