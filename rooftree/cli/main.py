"""The `rooftree` command: what it can do, and how it says no."""

import os
import sys

import typer
from rich.console import Console

from rooftree.cli import (
    accounts,
    bench,
    database,
    demo,
    doctor,
    export,
    match,
    ready,
    run,
    serve,
    synthesise,
    tokens,
    worker,
)

app = typer.Typer(
    name="rooftree",
    help="Keeps what a social landlord knows about its homes and residents true, usable and provable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("synthesise")(synthesise.synthesise)
app.command("run")(run.run)
app.command("export")(export.export)
app.command("match")(match.match)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("migrate")(database.migrate)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
app.add_typer(accounts.app, name="user")
app.add_typer(tokens.app, name="token")
app.add_typer(bench.app, name="bench")


def main() -> None:
    """Exit 0: done. 1: refused or failed, in words. 2: the command was not understood."""
    os.umask(0o077)  # residents' data: what a command writes is for its own account alone
    try:
        app()
    except ready.EXPECTED as no:
        console = Console(stderr=True, highlight=False)
        for line in ready.words(no):
            console.print(line, markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
