"""What to call other records in a link, and where their pages are."""

import re
from collections.abc import Iterable

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.people.rules import humane
from rooftree.web import shown_day
from rooftree.web.components.parts import Link


def home_link(held: Held) -> Link:
    """A home, by its address."""
    return Link(address_of(held), shown_day.page_of("home", held.id))


def address_of(held: Held) -> str:
    """A home or block in one line; its reference until somebody gives an address."""
    line = held.text("name") or held.text("address_line")
    if held.text("name") and held.text("address_line") and held.text("name") not in held.text("address_line"):
        line = f"{held.text('name')}, {held.text('address_line')}"
    postcode = held.text("postcode")
    if postcode and postcode not in line:
        line = f"{line}, {postcode}" if line else postcode
    return line or held.text("asset_ref") or "A home without an address"


def person_link(held: Held | None) -> Link:
    """A person, by name."""
    if held is None:
        return Link("Somebody we cannot name", "")
    return Link(name_of(held), shown_day.page_of("person", held.id))


def name_of(held: Held) -> str:
    """A person's name with their title; said so when the system that tells of them gives none."""
    name = held.text("full_name") or " ".join(
        part for part in (held.text("given_name"), held.text("family_name")) if part
    )
    title = held.text("title")
    if title and name and not name.lower().startswith(f"{title.lower()} "):
        name = f"{title} {name}"
    return humane(name) or f"Not named by {title_of(held.lineage.system)}"


def short_address(held: Held) -> str:
    """Enough of an address to know the home by: "Flat 12, Larch House"; "38 Bramling Close"."""
    parts = [part.strip() for part in held.text("address_line").split(",")]
    few = 1 if re.match(r"\d+\w?\s", parts[0]) else 2
    return ", ".join(parts[:few]) or address_of(held)


def tenancy_links(held: Iterable[Held]) -> dict[str, Link]:
    """Tenancies by id."""
    return {
        one.id: Link(one.text("tenancy_ref") or "A tenancy", shown_day.page_of("tenancy", one.id))
        for one in held
    }


def repair_links(held: Iterable[Held]) -> dict[str, Link]:
    """Repairs by id."""
    return {
        one.id: Link(
            one.text("job_ref") or one.text("order_ref") or "A repair", shown_day.page_of("repair", one.id)
        )
        for one in held
    }
