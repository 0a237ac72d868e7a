"""The matching method: tables in, links out. Knows no Django and no database."""
