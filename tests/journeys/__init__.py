"""One journey for each recommendation that is answered: from an extract, by way of records, to a page."""
