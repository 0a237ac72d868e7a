"""Version 1 of the API, at `/api/v1/`, one file per subject: programs read what pages show (R11)."""
