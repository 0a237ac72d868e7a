"""The list of visits as data: its columns, what it can be narrowed by, and what stands beside each visit."""
