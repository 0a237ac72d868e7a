"""`rooftree user`: who may sign in."""

from typing import Annotated, Literal

import typer
from rich.console import Console

from rooftree.cli.ready import now, ready

app = typer.Typer(no_args_is_help=True, help="Who may sign in.")
console = Console(highlight=False, soft_wrap=True)

RoleName = Literal["officer", "planner", "data_steward", "administrator"]
ADDRESS = "http://localhost:8000"


@app.callback()
def accounts() -> None:
    """Who may sign in."""


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="Their email address; they sign in with it.")],
    *,
    role: Annotated[RoleName, typer.Option(help="The job they do with Rooftree.")],
    name: Annotated[str, typer.Option(help="Their full name, as pages show it.")] = "",
    address: Annotated[str, typer.Option(help="Where Rooftree is served.")] = ADDRESS,
) -> None:
    """Add somebody who may sign in, and print a link that signs them in once."""
    ready()
    make(email=email, role=role, name=name)
    console.print(f"{email} may sign in as {role.replace('_', ' ')}. This link works once, for two days:")
    console.print(sign_in_link(email=email, address=address), markup=False)


@app.command("link")
def link(
    email: Annotated[str, typer.Argument(help="The email address they sign in with.")],
    *,
    address: Annotated[str, typer.Option(help="Where Rooftree is served.")] = ADDRESS,
) -> None:
    """Print a new link that signs somebody in once; their earlier links stop working."""
    ready()
    console.print(sign_in_link(email=email, address=address), markup=False)


def make(*, email: str, role: str, name: str) -> None:
    """Adds them, on behalf of whoever may run this command on this machine."""
    from rooftree.reference.accounts import actions
    from rooftree.reference.accounts.rules import SYSTEM, Role

    actions.add(email=email, role=Role(role), full_name=name, by=SYSTEM, now=now())


def sign_in_link(*, email: str, address: str) -> str:
    """A new one-time link for somebody who may sign in."""
    from django.urls import reverse

    from rooftree.reference.accounts import actions
    from rooftree.reference.accounts.rules import SYSTEM

    token = actions.make_sign_in_link(email=email, by=SYSTEM, now=now())
    return address.rstrip("/") + reverse("sign-in-by-link", args=[token])
