"""Saved views: a list's filters, order and columns under a name, for oneself or a team (R2, R13). One holds a
question, never rows: whoever opens it sees what their own role lets them. Their pages: web/staff/lists."""
