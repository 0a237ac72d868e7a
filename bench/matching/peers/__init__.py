"""What a landlord would otherwise do, each on the same CSV: scripts that know nothing of Rooftree."""
