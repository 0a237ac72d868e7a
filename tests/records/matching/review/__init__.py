"""People decide what is one."""
