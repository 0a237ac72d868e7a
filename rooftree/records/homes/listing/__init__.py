"""The lists of homes and of their certificates, one file each: columns, filters and order as data."""
