"""How well we know, and who answers for it. Looks at everything below, changes none of it."""
