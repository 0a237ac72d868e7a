"""What others read of capability: the matrix, its history, declarations and needs."""
