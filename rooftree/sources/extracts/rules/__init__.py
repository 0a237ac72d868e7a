"""What is so of a received file: which headings it has, whether it may be used, what to say when it may not."""
