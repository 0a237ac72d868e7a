"""Homes, people and words to look for, drawn by a seed from what the home holds."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from rooftree.reference.accounts.queries import account_of
from rooftree.reference.accounts.rules import SYSTEM

SOMEBODY = "bench-officer@example.org"
ENOUGH_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is looked for: as they are called, and as a caller might spell it."""

    id: str
    name: str
    misspelt: str


@dataclass(frozen=True, slots=True)
class Samples:
    """What is asked about."""

    homes: list[str]
    people: list[str]
    exact: list[str]
    named: list[Named]
    counts: dict[str, int]


def _model(name: str) -> Any:
    return apps.get_model("records", name)


def draw(many: int, chance: random.Random) -> Samples:
    """As many of each as there are to be questions."""
    units = _ids("Unit")
    persons = _ids("Person")
    if not units or not persons:
        raise SystemExit("There are no homes or no people in this home. Fill it with `rooftree run` first.")
    homes = chance.choices(units, k=many)
    people = chance.choices(persons, k=many)
    return Samples(
        homes=homes,
        people=people,
        exact=_exact(homes, people, chance),
        named=_named(people, chance),
        counts={
            "homes": len(units),
            "people": len(persons),
            "repairs": _model("WorkOrder").objects.count(),
            "rent_transactions": _model("RentTransaction").objects.count(),
        },
    )


def _ids(name: str) -> list[str]:
    rows = _model(name).objects.filter(ended_on=None).order_by("id").values_list("id", flat=True)
    return [str(one) for one in rows]


def _exact(homes: list[str], people: list[str], chance: random.Random) -> list[str]:
    """References, UPRNs, postcodes, addresses, names, telephones: as people have them to hand."""
    units = (
        _model("Unit")
        .objects.filter(id__in=homes)
        .values_list("uprn", "postcode", "asset_ref", "address_line")
    )
    said = [str(value) for row in units for value in row if value]
    said += [
        str(one)
        for one in _model("Person").objects.filter(id__in=people).values_list("full_name", flat=True)
        if one
    ]
    said += [
        str(one)
        for one in _model("Communication")
        .objects.filter(person_id__in=people)
        .values_list("value", flat=True)
        if one
    ]
    return chance.choices(sorted(said), k=len(homes))


def _named(people: list[str], chance: random.Random) -> list[Named]:
    rows = _model("Person").objects.filter(id__in=people).order_by("id")
    found = []
    for own, given, family in rows.values_list("id", "given_name", "family_name"):
        if given and family and len(family) >= ENOUGH_LETTERS:
            found.append(Named(str(own), f"{given} {family}", f"{given} {slip(family, chance)}"))
    return found


def slip(word: str, chance: random.Random) -> str:
    """A word as a finger or an ear gets it wrong: two letters changed about, one left out, one twice."""
    at = chance.randrange(1, len(word) - 1)
    before, here, after = word[:at], word[at], word[at + 1 :]
    slips = [
        before + after[:1] + here + after[1:],
        before + after,
        before + here + here + after,
        before + chance.choice("aeiou") + after,
    ]
    return chance.choice([one for one in slips if one.lower() != word.lower()])


def last_known_on() -> datetime.date:
    """The day on which the newest record became known: as at its end, everything is there."""
    newest = _model("Unit").objects.order_by("-known_from").values_list("known_from", flat=True)[0]
    day: datetime.date = newest.date()
    return day + datetime.timedelta(days=1)


def sign_in_link(now: datetime.datetime) -> str:
    """A one-time link for the bench's own officer, who is made on first need."""
    from rooftree.reference.accounts import actions
    from rooftree.reference.accounts.rules import Role

    if account_of(SOMEBODY, viewer=SYSTEM) is None:
        actions.add(email=SOMEBODY, role=Role.OFFICER, by=SYSTEM, now=now, full_name="Bench Officer")
    actions.allow(email=SOMEBODY, by=SYSTEM, now=now)
    return actions.make_sign_in_link(email=SOMEBODY, by=SYSTEM, now=now)


def let_go(now: datetime.datetime) -> None:
    """The bench's officer can no longer sign in."""
    from rooftree.reference.accounts import actions

    actions.stop(email=SOMEBODY, by=SYSTEM, now=now)
