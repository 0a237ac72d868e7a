"""Pages for signing in and out, one's own password, and (for administrators) who may sign in (R12)."""
