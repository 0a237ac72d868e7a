"""What the figures say. One file, one report. Reads; never writes."""
