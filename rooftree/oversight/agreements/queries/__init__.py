"""Reading agreements, their months, what fell short, files that were sent, and notices."""
