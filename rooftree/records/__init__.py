"""What we hold to be true: each home and each person once, with the evidence for it."""
