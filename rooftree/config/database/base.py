"""The backend Django asks for by name; the only thing it adds is where the embedded server lives."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from rooftree.engine import postgres


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL, outside (`DATABASE_URL`) or embedded (started on first need)."""

    def get_connection_params(self) -> dict[str, Any]:
        """The parameters psycopg connects with; starts the embedded server when it is the one in use."""
        home: Path | None = self.settings_dict.get("EMBEDDED_HOME")
        if home:
            server = postgres.ensure_running(home)
            self.settings_dict |= {
                "USER": server.user,
                "PASSWORD": server.password,
                "HOST": str(server.host),
                "PORT": str(server.port),
            }
        params: dict[str, Any] = super().get_connection_params()
        return params
