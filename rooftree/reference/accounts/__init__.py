"""Staff, teams, roles and sign-in (R12). Decides who may see what; knows no pages."""
