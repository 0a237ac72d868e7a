"""What is so of a received file: its headings, whether it may be used, what to say when it may not."""
