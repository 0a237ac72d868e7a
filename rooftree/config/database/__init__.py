"""Django's PostgreSQL, with the embedded server started when a connection is first wanted."""
