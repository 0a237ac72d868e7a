"""What we do for residents using the records. Records never know about it."""
