"""Pages about those who seek a home: applications to the housing register, and homelessness cases."""
