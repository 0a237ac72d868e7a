"""Records as pages write them: facts in words, their sources, and tables laid out by data. Reads nothing."""
