"""People decide what is one: the queue, their answers, merges, splits, and taking each back (R11, R17)."""
