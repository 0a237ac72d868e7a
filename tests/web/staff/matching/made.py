"""Pairs that may be one, and something decided of each sort, for page tests and the walk of every page."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from rooftree.records import models as m
from rooftree.records.matching.quality.actions.counting import count_matching
from rooftree.records.matching.review.actions.acting import Acting
from rooftree.records.matching.review.actions.deciding import Pair, decide
from rooftree.records.matching.review.actions.gathering import gather_about
from rooftree.records.matching.review.actions.undoing import undo
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.actions.answering import answer_check
from rooftree.records.matching.sampling.actions.drawing import Sizes, draw
from rooftree.reference.accounts.rules import Viewer
from rooftree.sources.extracts.models import Run
from tests.factories.records import make
from tests.nights import FIRST, moment

EVIDENCE = [
    {"says": "Same date of birth", "weight": 7.1},
    {"says": "Different first name", "weight": -4.7},
]


def person(name: str, system: str = "nec", **facts: Any) -> m.Person:
    """Somebody whom one source row tells of."""
    given, family = name.split()
    said = {"given_name": given, "family_name": family, "date_of_birth": "1951-03-14"} | facts
    made = make(m.Person, full_name=name, source_system=system, given_name=given, family_name=family)
    key = f"{system}-{uuid.uuid4().hex[:6]}"
    known = {"entity_type": "person", "entity_id": made.pk, "source_system": system, "source_key": key}
    make(m.Reference, own_id=made.pk, method="National Insurance number", decided_by="Rooftree", **known)
    make(m.Claim, said=said, **known)
    return made  # type: ignore[no-any-return]


def second_row(entity: Any) -> m.Reference:
    """One more source row of a record: one of several can be said not to be theirs."""
    known = {"entity_type": entity._meta.db_table, "entity_id": entity.pk, "own_id": entity.pk}
    return make(  # type: ignore[no-any-return]
        m.Reference, source_system="oneserve", method="full name", decided_by="Rooftree", **known
    )


def doubt(one: Any, other: Any, **facts: Any) -> m.MatchCandidate:
    """That two may be one, and waits in the queue as they are by now."""
    first, second = sorted((one.pk, other.pk), key=str)
    known: dict[str, Any] = {"method": "full name, date of birth and home"} | facts
    kind = one._meta.db_table
    made: m.MatchCandidate = make(
        m.MatchCandidate,
        source_system="rooftree",
        entity_type=kind,
        first_id=first,
        second_id=second,
        **known,
    )
    gather_about(kind, {str(first), str(second)}, now=moment(FIRST), today=FIRST)
    return made


def one_of_each(by: Viewer, now: datetime.datetime, today: datetime.date) -> m.Person:
    """A pair that waits, one decided, one whose decision was taken back, a row that may be parted, and two
    links to be checked, of which one was found to be wrong; and the figures of a run.

    Gives the person who has two rows and may be somebody else.
    """
    acting = Acting(by, now, today)
    for name in ("Maple Sorrel", "Hazel Sorrel"):
        second_row(person(name))
    draw(Sizes({EntityType.PERSON: 9}, 0), run_id=1, today=today, now=now)
    wrong = m.MatchSample.objects.earliest("pk").pk
    answer_check(wrong, answer="different", reason="Her sister", seen=0, acting=acting)
    okoro = person("Josephine Okoro")
    second_row(okoro)
    doubt(okoro, person("Josefine Okoro", "locata"), weight=2.4, evidence=EVIDENCE, model_version="2026-11")
    homes = [make(m.Unit, address_line=f"{at} Ash Row", postcode="ZZ4 2LH") for at in (7, 9)]
    doubt(*homes, method="UPRN")
    named = {"same": ("Wren Osier", "Ren Osier"), "different": ("Ada Larch", "Ida Larch")}
    for answer, (here, there) in named.items():
        one, other = person(here), person(there, "oneserve")
        pair = Pair("person", str(one.pk), str(other.pk), str(doubt(one, other).pk))
        decide(pair, answer=answer, reason="They told us at the door", seen=0, acting=acting)
    undo(m.MatchDecision.objects.latest("pk").pk, reason="It was another Osier", acting=acting)
    known: dict[str, Any] = {"started_at": now, "started_by": "Test", "business_on": today}
    run = Run.objects.order_by("-pk").first() or Run.objects.create(folder="extracts", **known)
    count_matching(run_id=run.pk, now=now, changes={})
    return okoro
