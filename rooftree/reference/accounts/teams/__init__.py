"""Teams of staff: what is shared is shared with one (R12, R2). A team gives no rights, roles do. Their page
is web/accounts/teams.py, for administrators."""
