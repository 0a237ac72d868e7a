"""One person once, one home once: the evidence of matching for R11, R17 and R18, from live figures."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from rooftree.records.households.counting import NotRight, not_right
from rooftree.records.matching.quality.queries import figures, links, model, rows
from rooftree.records.matching.quality.queries.figures import Counted
from rooftree.records.matching.quality.queries.links import ByMethod
from rooftree.records.matching.quality.rules import Moved
from rooftree.records.matching.review.queries.queue import Narrowed, counted
from rooftree.records.matching.review.rules import Waits, may_review
from rooftree.records.matching.rules import EntityType, Method
from rooftree.records.matching.sampling.queries.checks import found_different
from rooftree.records.matching.sampling.queries.measured import measured
from rooftree.records.matching.sampling.rules import Share, Stands, counts, overall
from rooftree.reference.accounts.rules import Viewer

KINDS = (EntityType.PERSON, EntityType.HOME)
BY_ADDRESS = (Method.ADDRESS.value, Method.MESSY_ADDRESS.value)


@dataclass(frozen=True, slots=True)
class OfKind:
    """People, or homes: how their rows are linked, what waits, and how often links are right."""

    kind: EntityType
    methods: Sequence[ByMethod]
    linked: Counted | None
    """Of all rows, how many are one record with another row; nothing before a run counted."""
    waits: Sequence[tuple[Waits, int]]
    precision: Share | None
    """Measured by people on drawn links; nothing before the first answer."""
    checks: dict[Stands, int]
    wrong_still: int
    """Links that people found wrong and that are links still."""
    poor: dict[str, int]
    """Rows that say too little to be matched, by what they lack."""

    @property
    def rows(self) -> int:
        """All rows of today."""
        return sum(one.rows for one in self.methods)

    @property
    def unsure(self) -> int:
        """Rows whose link is not sure."""
        return sum(one.unsure for one in self.methods)

    @property
    def waiting(self) -> int:
        """Pairs that wait for a person."""
        return sum(many for _, many in self.waits)

    @property
    def by_address(self) -> list[ByMethod]:
        """What is known by its address alone."""
        return [one for one in self.methods if one.method in BY_ADDRESS]


@dataclass(frozen=True, slots=True)
class PeopleOnce:
    """The evidence as of now, and when a run last counted."""

    counted_at: datetime.datetime | None
    kinds: Sequence[OfKind]
    households: NotRight | None
    """Nothing for who may not read people."""
    moved: Sequence[Moved] | None
    """How shares of rows have moved since matching was trained; nothing before a training."""


def people_once(*, viewer: Viewer, now: datetime.datetime, today: datetime.date) -> PeopleOnce:
    """All of it, of kinds that this viewer may read."""
    found = figures.figures(viewer=viewer)
    wrong = found_different(viewer=viewer, today=today)
    kinds = [kind for kind in KINDS if may_review(viewer, kind)]
    in_use = model.model_in_use(viewer=viewer)
    return PeopleOnce(
        counted_at=figures.last_counting(viewer=viewer),
        kinds=[
            _of_kind(
                kind,
                found.get(("linked", kind, "")),
                sum(one.entity_type == kind for one in wrong),
                viewer=viewer,
                now=now,
                today=today,
            )
            for kind in kinds
        ],
        households=not_right(viewer=viewer),
        moved=in_use.moved if in_use else None,
    )


def _of_kind(
    kind: EntityType,
    linked: Counted | None,
    wrong_still: int,
    *,
    viewer: Viewer,
    now: datetime.datetime,
    today: datetime.date,
) -> OfKind:
    strata = measured(kind, viewer=viewer, today=today)
    asked = {waits.value: Narrowed(kind=kind, waits=waits.value, now=now) for waits in Waits}
    many = counted(asked, viewer=viewer)
    return OfKind(
        kind=kind,
        methods=links.by_method(kind, viewer=viewer),
        linked=linked,
        waits=[(waits, many[waits.value]) for waits in Waits],
        precision=overall(strata),
        checks=counts(strata),
        wrong_still=wrong_still,
        poor=rows.lacking(viewer=viewer, kind=kind),
    )
