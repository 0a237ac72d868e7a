"""Reports: what the figures say, from what runs and people left."""
