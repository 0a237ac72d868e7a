"""What stands in which section of a home's and a person's page, in the order of the page."""
