"""Words as people type them, and as they are kept."""
