"""The run, readable in a minute: land, standardise, match, publish."""
