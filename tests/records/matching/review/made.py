"""Short words for the tests: who decides, two rows that may be one, and what became of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from rooftree.records.matching.models import MatchDecision, Reference
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.actions.deciding import Pair, decide
from rooftree.records.matching.review.queries.in_force import OPEN, said_of_pairs, standings
from rooftree.records.matching.review.rules import Outcome
from rooftree.reference.accounts.rules import SYSTEM, Role, Viewer
from tests.nights import FIRST, Row, moment, people

NIGHTS = [FIRST + timedelta(days=days) for days in range(12)]
ONE_NUMBER = {"ni_no": "QQ 12 34 56 C", "date_of_birth": date(1970, 7, 7)}
CARYS = Viewer(1, "Carys Steward", Role.DATA_STEWARD)
PRIYA = Viewer(2, "Priya Steward", Role.DATA_STEWARD)
SION = Viewer(3, "Sion Steward", Role.DATA_STEWARD)
DEV = Viewer(4, "Dev Administrator", Role.ADMINISTRATOR)
ALICE = Viewer(5, "Alice Officer", Role.OFFICER)


def on(day: date, by: Viewer = CARYS) -> Acting:
    """Somebody at work on that day."""
    return Acting(by, moment(day, 10), day)


def say(answer: str, *ids: object, by: Viewer = CARYS, day: date = FIRST, kind: str = "person") -> Outcome:
    """An answer about two, by somebody who has seen all that was said of them."""
    first, second = (str(one) for one in ids)
    pair = said_of_pairs(viewer=SYSTEM).pair(first, second)
    seen = standings(kind, [pair]).get(pair, OPEN).latest_id
    return decide(
        Pair(kind, first, second), answer=answer, reason="They told us", seen=seen, acting=on(day, by)
    )


def said(*ids: object) -> list[MatchDecision]:
    """All that was said of two, the first thing first."""
    first, second = sorted(str(one) for one in ids)
    return list(MatchDecision.objects.filter(first_id=first, second_id=second).order_by("pk"))


def with_one_number(*keys: str, rows: Sequence[Row] | None = None) -> dict[str, list[Row]]:
    """Thirty people, of whom some have the same National Insurance number and birthday."""
    found = people(30) if rows is None else rows
    return {"person": [row | (ONE_NUMBER if row["source_key"] in keys else {}) for row in found]}


def ids(kind: str = "person") -> dict[str, uuid.UUID]:
    """Whose each row is today."""
    rows = Reference.objects.filter(entity_type=kind, ended_on=None)
    return dict(rows.values_list("source_key", "entity_id"))
