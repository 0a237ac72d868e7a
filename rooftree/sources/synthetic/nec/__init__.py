"""How NEC tells the invented landlord: stock, people, tenancies, rents, voids, contacts and orders."""
