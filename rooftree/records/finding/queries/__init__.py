"""Reading what is found; each look-up asks first what this viewer may see."""
