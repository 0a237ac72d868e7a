"""What the search box finds, suggests while one types, and says when nothing fits."""
