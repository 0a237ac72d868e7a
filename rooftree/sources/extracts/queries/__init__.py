"""The only reads of this subject for others: runs, how fresh each file is, one extract and its problems."""
