"""The lists of tenancies and of voids, one file each: columns, filters and order as data."""
