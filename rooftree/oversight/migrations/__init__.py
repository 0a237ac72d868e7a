"""How the tables of this stage came to be."""
