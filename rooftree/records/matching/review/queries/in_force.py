"""What of all that people said is in force: merges, pairs that are different, rows that are not theirs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from rooftree.records.matching.linkage.decided import Decided, Key, SplitOff
from rooftree.records.matching.models import MatchDecision, Reference
from rooftree.records.matching.queries import aliases
from rooftree.records.matching.review.rules import Answer, Outcome, outcome
from rooftree.reference.accounts.rules import Viewer, may_see_runs

PAIR = ("entity_type", "first_id", "second_id")
ROW = ("entity_type", "first_id", "source_system", "source_key")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the question about one pair stands, and who has answered since it was last open."""

    outcome: Outcome = Outcome.OPEN
    votes: Sequence[MatchDecision] = field(default=())
    latest_id: int = 0
    """The last thing said of it: whoever answers must have seen that."""

    @property
    def voters(self) -> list[int | None]:
        """Who has answered."""
        return [one.decided_by_id for one in self.votes]

    @property
    def was_sensitive(self) -> bool:
        """That it was, when any of them answered: a question does not become lighter by waiting."""
        return any(one.is_sensitive for one in self.votes)

    def after(self, answer: Answer, *, is_sensitive: bool) -> Outcome:
        """How it will stand after one more answer."""
        answers = [*(one.answer for one in self.votes), answer.value]
        return outcome(answers, is_sensitive=is_sensitive or self.was_sensitive)


OPEN = Standing()


def standing_of(rows: Iterable[MatchDecision]) -> Standing:
    """How a question stands by what was said of it, the first thing first."""
    votes: list[MatchDecision] = []
    latest = 0
    stands = Outcome.OPEN
    for one in rows:
        votes = [] if one.answer == Answer.UNDONE else [*votes, one]
        stands, latest = Outcome(one.outcome), one.pk
    return Standing(stands, tuple(votes), latest)


def standings(entity_type: str, pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Standing]:
    """How questions about pairs of ids (in order) stand; those of which nothing was said are left out."""
    asked = set(pairs)
    rows = MatchDecision.objects.filter(
        entity_type=entity_type, first_id__in={first for first, _ in asked}, second_id__isnull=False
    )
    found: dict[tuple[str, str], list[MatchDecision]] = {}
    for one in rows.order_by("pk"):
        pair = (str(one.first_id), str(one.second_id))
        if pair in asked:
            found.setdefault(pair, []).append(one)
    return {pair: standing_of(said) for pair, said in found.items()}


def latest_of_pairs() -> QuerySet[MatchDecision]:
    """The last thing said of each pair."""
    rows = MatchDecision.objects.filter(second_id__isnull=False)
    return rows.order_by(*PAIR, "-pk").distinct(*PAIR)


def latest_of_rows() -> QuerySet[MatchDecision]:
    """The last thing said of each row as not somebody's."""
    rows = MatchDecision.objects.filter(second_id__isnull=True)
    return rows.order_by(*ROW, "-pk").distinct(*ROW)


def said_of_pairs(*, viewer: Viewer) -> Decided:
    """What the run obeys."""
    if not may_see_runs(viewer):
        return Decided()
    return Decided(
        aliases=aliases(viewer=viewer),
        different=frozenset(
            (str(one.first_id), str(one.second_id))
            for one in latest_of_pairs()
            if one.outcome == Outcome.DIFFERENT
        ),
        split=tuple(_split(one) for one in latest_of_rows() if one.outcome == Outcome.APART),
    )


def _split(one: MatchDecision) -> SplitOff:
    rest = frozenset((system, key) for system, key in one.seen["rest"])
    return SplitOff(one.entity_type, (one.source_system, one.source_key), rest)


def ids_of_rows(entity_type: str, keys: Collection[Key]) -> set[str]:
    """The ids under which source rows were found by the last run. Says nothing of who may read it."""
    rows = Reference.objects.filter(entity_type=entity_type, source_key__in={key for _, key in keys})
    wanted = set(keys)
    return {
        str(own)
        for system, key, own in rows.values_list("source_system", "source_key", "entity_id")
        if (system, key) in wanted
    }
