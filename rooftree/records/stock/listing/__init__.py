"""The list of homes as the systems' own lists have them, as data: its columns and what it is narrowed by."""
