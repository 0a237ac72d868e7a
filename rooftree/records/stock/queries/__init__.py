"""The only reads of this subject for others: the figures, the homes, and the decisions."""
