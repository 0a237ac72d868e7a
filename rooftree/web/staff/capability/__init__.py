"""The pages of capability: the matrix, one requirement, one cell of it, what is declared, and needs (R11)."""
