"""Made-up records for tests: one row of any table, and a home with one row of every table."""
