"""`rooftree token`: what programs may read with."""

import datetime
from typing import Annotated

import typer
from rich.console import Console

from rooftree.cli.ready import now, ready
from rooftree.reference.accounts.rules import SYSTEM, Scope

app = typer.Typer(no_args_is_help=True, help="Tokens with which programs read the API.")
console = Console(highlight=False, soft_wrap=True)


@app.callback()
def tokens() -> None:
    """Tokens with which programs read the API."""


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="Whom it reads for; it never reads more than they may.")],
    *,
    name: Annotated[str, typer.Option(help="What it is for, for example “Contact centre”.")],
    scope: Annotated[list[Scope], typer.Option(help="What it may read; give it for each.")],
    days: Annotated[int, typer.Option(min=1, max=366, help="How long it works.")] = 90,
) -> None:
    """Make a token and print it, this once."""
    ready()
    from rooftree.reference.accounts.tokens import actions

    token = actions.make(
        name=name,
        scopes=scope,
        lasts=datetime.timedelta(days=days),
        by=SYSTEM,
        now=now(),
        email=email,
    )
    console.print(f"It reads {', '.join(scope)} for {email}, for {days} days. It is not shown again:")
    console.print(token, markup=False)
