"""The `rooftree` command, one file per command."""
