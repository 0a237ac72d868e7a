"""The pages on which people decide what is one."""
