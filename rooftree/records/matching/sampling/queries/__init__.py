"""The checks that wait, one check, and what the answers say of the links."""
