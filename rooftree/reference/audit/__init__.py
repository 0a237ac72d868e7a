"""One row per action and per sensitive read. No foreign keys: it never gets in the way of live data."""
