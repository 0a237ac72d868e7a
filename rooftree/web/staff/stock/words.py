"""What each system said of a home, what was decided of it, and how it is named, in words."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.stock.queries.homes import found_of
from rooftree.records.stock.rules import LISTED, OWNERSHIP, Decided, Finding, concern
from rooftree.records.stock.wording import found
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.standard.quality.in_force import label
from rooftree.web.components import words
from rooftree.web.components.parts import Link

CODE_LISTS = {"status": "unit_status", "tenure": "tenure", "kind": "unit_kind", "ownership": "ownership"}


def value(name: str, said: object) -> str | None:
    """One system's value of a fact, as it reads: codes in words, "In its list" where it says no more."""
    if said is None or said == "":
        return None
    text = str(said)
    if text == LISTED:
        return "In its list"
    if text.startswith(OWNERSHIP):
        return f"Owned by: {label('ownership', text.removeprefix(OWNERSHIP)).lower()}"
    return label(CODE_LISTS[name], text) if name in CODE_LISTS else text


def said(code: str, facts: Mapping[str, str]) -> str:
    """What each system said when it was looked at, in the register's order: "NEC: 2, Keystone: 1"."""
    one = concern(code)
    name = "status" if one is None or one.finding is Finding.MISSING else one.about
    order = [*(system for system in stock_scope().lists if system in facts), *facts]
    return ", ".join(f"{title_of(system)}: {value(name, facts[system])}" for system in dict.fromkeys(order))


def decision(code: str) -> str:
    """A decision: "Not ours"."""
    return Decided(code).words if code in set(Decided) else code


def listed_link(unit_id: str, *, viewer: Viewer) -> tuple[Link | None, bool]:
    """From a home, the way to what each list says of it; and whether one lacks it that should not."""
    row = found_of([unit_id], viewer=viewer).get(unit_id)
    if row is None:
        return None, False
    gaps = [found(code) for code in row["open"] if code.startswith(f"{Finding.MISSING}:")]
    told = f"{gaps[0]}: what each list says" if gaps else "What each system’s list says"
    return Link(told, reverse("stock-home", args=[unit_id])), bool(gaps)


def address(place: Mapping[str, Any]) -> str:
    """A home as a list names it."""
    said = ", ".join(part for part in (place.get("address_line"), place.get("postcode")) if part)
    return said or place.get("asset_ref") or "No address known"


def homes(count: int) -> str:
    """ "One home", "12 homes", to begin a sentence with."""
    return words.listed([words.counted(count, "home", "homes")])
