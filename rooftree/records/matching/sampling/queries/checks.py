"""The checks that wait for somebody, and one of them with what its two rows say."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.records.claims.held import Held, Said
from rooftree.records.claims.queries import said_of
from rooftree.records.matching.review.queries.one import records_of
from rooftree.records.matching.review.queries.stakes import stakes_of
from rooftree.records.matching.review.rules import SETTLED, Outcome, may_review
from rooftree.records.matching.rules import EntityType
from rooftree.records.matching.sampling.models import MatchSample, MatchSampleAnswer
from rooftree.records.matching.sampling.queries.linked import Row, linked_now, reference_ids
from rooftree.records.matching.sampling.rules import weeks_from
from rooftree.reference.accounts.rules import Viewer


@dataclass(frozen=True, slots=True)
class Check:
    """One drawn link: its two rows, whose they are today, and how its question stands."""

    id: int
    entity_type: str
    entity_id: str
    """Of the record that both rows are of; no text when they no longer are."""
    rows: tuple[Row, Row]
    week: datetime.date
    is_twice: bool
    votes: Sequence[MatchSampleAnswer] = ()

    @property
    def outcome(self) -> Outcome:
        """How it stands after what was said."""
        return Outcome(self.votes[-1].outcome) if self.votes else Outcome.OPEN

    @property
    def voters(self) -> list[int | None]:
        """Who has answered."""
        return [one.decided_by_id for one in self.votes]

    @property
    def waits(self) -> bool:
        """That somebody has still to answer it."""
        return bool(self.entity_id) and self.outcome not in SETTLED

    def is_for(self, viewer: Viewer) -> bool:
        """That this viewer has not answered it."""
        return viewer.user_id not in self.voters


@dataclass(frozen=True, slots=True)
class Opened:
    """One check opened: the record, what each of its two rows says, and by what they were linked."""

    check: Check
    record: Held | None
    said: tuple[Sequence[Said], Sequence[Said]]
    is_sensitive: bool
    method: str
    weight: float | None
    model_version: str
    split_by: Mapping[Row, str] = field(default_factory=dict)


def checks_waiting(*, viewer: Viewer, today: datetime.date) -> list[Check]:
    """The checks of the last weeks that wait, for those who may read such records: disagreements first, then
    those begun, then the oldest."""
    order = {Outcome.THIRD: 0, Outcome.SECOND: 1, Outcome.OPEN: 2}
    found = [one for one in _checks(viewer, today) if one.waits]
    return sorted(found, key=lambda one: (order[one.outcome], one.week, one.id))


def found_different(*, viewer: Viewer, today: datetime.date) -> list[Check]:
    """Links that were answered to be wrong and that nobody has parted yet."""
    return [one for one in _checks(viewer, today) if one.entity_id and one.outcome is Outcome.DIFFERENT]


def _checks(viewer: Viewer, today: datetime.date) -> list[Check]:
    kinds = [kind.value for kind in EntityType if may_review(viewer, kind)]
    rows = MatchSample.objects.filter(entity_type__in=kinds, week__gte=weeks_from(today))
    samples = list(rows.prefetch_related("answers").order_by("pk"))
    now = linked_now(samples)
    return [check_of(one, now.get(one.pk, "")) for one in samples]


def check_of(one: MatchSample, entity_id: str) -> Check:
    """A drawn link whose answers are read, and whose record is known by now."""
    return Check(
        id=one.pk,
        entity_type=one.entity_type,
        entity_id=entity_id,
        rows=((one.first_system, one.first_key), (one.second_system, one.second_key)),
        week=one.week,
        is_twice=one.is_twice,
        votes=tuple(sorted(one.answers.all(), key=lambda each: each.pk)),
    )


def opened(check_id: int, *, viewer: Viewer, today: datetime.date) -> Opened | None:
    """One check with its two rows; nothing when there is none, or not for this viewer."""
    sample = MatchSample.objects.filter(pk=check_id).prefetch_related("answers").first()
    if sample is None or not may_review(viewer, sample.entity_type):
        return None
    own = linked_now([sample]).get(sample.pk, "")
    check = check_of(sample, own)
    ids = [own] if own else []
    rows, _ = said_of(entity_type=sample.entity_type, entity_ids=ids, viewer=viewer)
    first, second = (
        [one for one in rows if (one.lineage.system, one.lineage.key) == key and one.ended_on is None]
        for key in check.rows
    )
    was = any(one.is_sensitive for one in check.votes)
    return Opened(
        check=check,
        record=records_of(sample.entity_type, ids, viewer=viewer).get(own) if own else None,
        said=(first, second),
        is_sensitive=was or stakes_of(sample.entity_type, ids, today=today).is_sensitive(own, own),
        method=sample.method,
        weight=sample.weight,
        model_version=sample.model_version,
        split_by=reference_ids(sample) if own else {},
    )
