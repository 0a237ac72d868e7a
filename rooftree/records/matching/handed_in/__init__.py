"""A file of people that somebody hands over: matched by itself, on what it says alone. Nothing is kept."""
