"""What was typed, read without a database: its words, their spellings, and what else each may mean."""
