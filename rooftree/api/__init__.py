"""The same reads as the pages, as JSON, under the same rules."""
