"""Lists of homes, people and repairs: filtered, paged, and taken away as they stand."""
