"""`rooftree serve`: the web pages."""

import os
import signal
import threading
import time
from typing import Annotated, Any

import typer
from rich.console import Console

from rooftree.cli.ready import ready

console = Console(stderr=True, highlight=False)


def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 2,
    threads: Annotated[int, typer.Option(min=1, help="How many threads each has.")] = 4,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="Stop too when the program that started this is gone.")
    ] = False,
) -> None:
    """Serve the web pages until told to stop (Ctrl-C)."""
    ready()
    if with_parent:
        stop_with_parent()
    start(host=host, port=port, workers=workers, threads=threads)


def start(*, host: str, port: int, workers: int = 2, threads: int = 4) -> None:
    """Serves until stopped. Django is ready; the tables are brought up to date first."""
    from django.db import connections

    from rooftree.cli.database import bring_up_to_date

    bring_up_to_date()
    connections.close_all()  # a connection may not be shared with the processes that are made next
    shown = "localhost" if host in ("127.0.0.1", "::1") else host
    console.print(f"Serving on http://{shown}:{port} (Ctrl-C stops it).")
    _server(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            # Whoever has a thread free takes the next request. A kept connection stays with one process,
            # and eight readers were seven with one and one with the other.
            "keepalive": 0,
            "worker_connections": threads,
            # Code, templates and worded statements are made once and shared by all processes.
            "preload_app": True,
            "loglevel": "warning",
            # Two servers of one account would fight over this socket, and nothing here uses it.
            "control_socket_disable": True,
            "proc_name": "rooftree serve",
            "worker_exit": _leave,
        }
    )


def _leave(_server: Any, worker: Any) -> None:
    """A process that is told to stop is gone at once, nothing being left to put away.

    Libraries that the processes share have threads in the first one alone; at an orderly end each of the
    others would miss them and abort. One that could not start is left to say so.
    """
    if worker.booted:
        os._exit(0)


def _server(options: dict[str, Any]) -> None:
    """Runs the web server in this process; it makes and minds its own workers."""
    from gunicorn.app.base import BaseApplication

    class Pages(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            for name, value in options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from django.conf import settings
            from django.utils.module_loading import import_string

            return import_string(settings.WSGI_APPLICATION)

    Pages().run()


def stop_with_parent() -> None:
    """From now on, stop when whoever started this is gone, even if it was killed outright."""
    parent = os.getppid()
    if parent <= 1:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True, name="parent watch").start()
