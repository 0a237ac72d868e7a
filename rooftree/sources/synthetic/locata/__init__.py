"""How Locata tells it: clients, the housing register, homelessness cases and temporary accommodation."""
