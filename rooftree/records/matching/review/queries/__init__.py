"""What waits for a person, what was decided, and what of it is in force."""
