"""What changes agreements: making and changing them, scoring months, notices, taking in files."""
