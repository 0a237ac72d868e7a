"""The same folders as the product again, plus journeys and the whole."""
