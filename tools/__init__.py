"""What the Makefile asks for when it takes more than a few lines. Not part of the product."""
