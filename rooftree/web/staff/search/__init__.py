"""The search page: what it shows of each record, how it is narrowed, and what the box suggests."""
