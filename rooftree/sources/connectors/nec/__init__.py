"""NEC Housing: tenancies, rents, voids, contacts, service requests."""
