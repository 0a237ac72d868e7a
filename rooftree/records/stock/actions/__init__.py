"""The only writes of this subject: the comparison after each run, and what people decide."""
