"""The staff pages: real addresses, real templates, real PostgreSQL."""
