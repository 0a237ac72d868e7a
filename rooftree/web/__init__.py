"""Pages. A page asks one query or calls one action, and shows the answer."""
