"""Deciding, taking back, and saying that a row is not theirs: the only writes of the decision log."""
