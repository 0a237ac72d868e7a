"""Who lives at a home, or with somebody, on a day: read, worked out and told in sentences. Reads only."""
