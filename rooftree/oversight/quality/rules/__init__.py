"""What an exception is and may become, who may work on it, what comes back too often. Knows no database."""
