"""Links that a run made, for the tests of checks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rooftree.records import models as m
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.answering import answer_check
from rooftree.records.matching.sampling.actions.drawing import Sizes, draw
from rooftree.reference.accounts.rules import Viewer
from tests.factories.records import make
from tests.nights import FIRST, moment
from tests.records.matching.review.made import CARYS, on

NAME = "full name, date of birth and home"
NINO = "National Insurance number and date of birth"


def linked(
    at: int, method: str = NAME, weight: float | None = None, systems: Sequence[str] = ("nec", "oneserve")
) -> m.Person:
    """Somebody of whom several systems have a row each."""
    made: m.Person = make(m.Person, full_name=f"Person {at}", given_name="Wren", family_name=f"Osier{at}")
    for system in systems:
        known = {"entity_type": "person", "entity_id": made.pk, "source_system": system}
        make(
            m.Reference,
            own_id=made.pk,
            source_key=f"{system}-{at:03d}",
            method=method,
            weight=weight,
            decided_by="Rooftree",
            **known,
        )
        make(m.Claim, source_key=f"{system}-{at:03d}", said={"family_name": f"Osier{at}"}, **known)
    return made


def drawn(size: int, day: date = FIRST, *, twice: int = 0, homes: int = 0) -> int:
    """Draws the week's links."""
    sizes = Sizes({EntityType.PERSON: size, EntityType.HOME: homes}, twice)
    return draw(sizes, run_id=1, today=day, now=moment(day))


def check(sample: m.MatchSample, answer: str, by: Viewer = CARYS, seen: int | None = None) -> str:
    """One answer, by somebody who has seen those before."""
    known = sample.answers.count() if seen is None else seen
    return answer_check(sample.pk, answer=answer, reason="The tenancy file", seen=known, acting=on(FIRST, by))
