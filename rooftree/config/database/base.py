"""The backend Django asks for by name; the only thing it adds is where the embedded server lives."""

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from rooftree.engine import postgres

PREPARED = 80
"""How many statements a connection keeps prepared."""


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
        if params.get("prepare_threshold") is not None:
            # A plan made for whichever home or person is as good as one made for this: all are sought by key.
            params["options"] = f"{params.get('options', '')} -c plan_cache_mode=force_generic_plan".strip()
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection that keeps so many statements prepared at most: each has a third of a megabyte."""
        connection = super().get_new_connection(conn_params)
        connection.prepared_max = PREPARED
        return connection
