"""What systems say of one home, made short: days as text, people by their first names."""

from __future__ import annotations

import datetime
from typing import Any

from rooftree.records.households.rules.claims import Basis, Claim, Empty, HomeSaid, Paper, Somebody

HOME, OTHER = "home", "other-home"
TODAY = datetime.date(2026, 11, 22)


def day(text: str | None) -> datetime.date | None:
    """A day."""
    return datetime.date.fromisoformat(text) if text else None


def tenancy(ref: str = "T1", from_on: str | None = "2020-01-06", until_on: str | None = None) -> Paper:
    """A tenancy of the home."""
    return Paper("tenancy", ref, ref, day(from_on), day(until_on))


def tenant(person: str, **facts: Any) -> Claim:
    """Somebody in the household of a tenancy, in NEC."""
    paper = facts.pop("paper", tenancy())
    return _claim(person, "nec", Basis.TENANCY, paper, {"from_on": paper.from_on} | facts)


def placed(person: str, **facts: Any) -> Claim:
    """Somebody placed there, in Locata."""
    paper = Paper("temporary_accommodation_placement", "TA1", "TA1", day("2026-03-01"))
    return _claim(person, "locata", Basis.PLACEMENT, paper, {"from_on": paper.from_on} | facts)


def applied(person: str, **facts: Any) -> Claim:
    """Somebody of an application that gives the home's tenancy, in Locata."""
    paper = facts.pop("paper", Paper("housing_application", "APP1", "APP1", day("2026-05-05")))
    return _claim(person, "locata", Basis.APPLICATION, paper, {"from_on": paper.from_on} | facts)


def contact(person: str, **facts: Any) -> Claim:
    """Whom Oneserve is told to ask for."""
    paper = Paper("address", "site", "0001")
    return _claim(person, "oneserve", Basis.CONTACT, paper, facts)


def _claim(person: str, system: str, basis: Basis, paper: Paper, facts: dict[str, Any]) -> Claim:
    known: dict[str, Any] = {
        name: day(value) if name.endswith(("_on", "_until")) and isinstance(value, str) else value
        for name, value in facts.items()
    }
    home = known.pop("home_id", HOME)
    return Claim(person, home, system, basis, paper, f"row of {person}", **known)


def who(name: str, *, born: str | None = None, died: str | None = None) -> Somebody:
    """Somebody whose id is their given name: "Ada Frost" is `ada`; "?kim" is kim, whom no system names."""
    if name.startswith("?"):
        return Somebody(name[1:], born_on=day(born), died_on=day(died))
    given, _, family = name.partition(" ")
    return Somebody(given.lower(), name, given, family, day(born), day(died))


def said(*claims: Claim, people: tuple[Somebody, ...] = (), **facts: Any) -> HomeSaid:
    """All that is said of the home; its tenancies are those that claims are of, unless they are given."""
    papers = {one.paper.id: one.paper for one in claims if one.basis is Basis.TENANCY}
    here = [one for one in claims if one.home_id == HOME]
    known: dict[str, Any] = {"tenancies": list(papers.values()), "lets": "nec"} | facts
    named = {one.id: one for one in people}
    elsewhere = [one for one in claims if one.home_id != HOME]
    return HomeSaid(HOME, here, named, elsewhere=elsewhere, **known)


def empty(from_on: str, until_on: str | None = None) -> Empty:
    """A void, in NEC."""
    return Empty("nec", day(from_on), day(until_on))
