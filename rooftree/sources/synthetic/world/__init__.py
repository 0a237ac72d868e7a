"""What is true of the invented landlord, before any system has written it down: homes, people, tenancies."""
