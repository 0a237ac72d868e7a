"""Links of runs, drawn and checked."""
