"""What the landlord's systems said, kept word for word. Nothing is corrected here."""
