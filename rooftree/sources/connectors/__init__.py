"""One folder per system. Copy the nearest, change the mapping, add a made-up extract, its test and one line
in the registry. That is all. A landlord's own headers and codes go in an override file of the same shape."""
