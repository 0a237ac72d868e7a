"""How a question stands after what people said of it, which id a merge keeps, and what is at stake."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rooftree.records.matching.rules import EntityType
from rooftree.reference.accounts.rules import Role, Viewer, may_see_homes, may_see_people
from rooftree.reference.refusals.rules import Reason

LONGEST_REASON = 2000


class Answer(StrEnum):
    """What one person can say."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_SAY = "cannot_say"
    NOT_THEIRS = "not_theirs"
    UNDONE = "undone"
    THEIRS = "theirs"
    """Of a row that a colleague held not to be: it stays where it is."""

    @property
    def words(self) -> str:
        """The answer as pages call it."""
        return _WORDS[self]


_WORDS = {
    Answer.SAME: "The same",
    Answer.DIFFERENT: "Different",
    Answer.CANNOT_SAY: "Cannot say",
    Answer.NOT_THEIRS: "Row not theirs",
    Answer.UNDONE: "Taken back",
    Answer.THEIRS: "Row theirs",
}
ANSWERS = (Answer.SAME, Answer.DIFFERENT, Answer.CANNOT_SAY)
"""What can be said of two."""
PROPOSALS = (Answer.SAME, Answer.DIFFERENT)
"""What can be proposed of two."""


class Outcome(StrEnum):
    """How the question stands after an answer."""

    OPEN = "open"
    SECOND = "second"
    """Somebody else is to look: one person is not enough, or could not say."""
    THIRD = "third"
    """The two did not agree, or neither could say: a data steward who has not answered decides."""
    SAME = "same"
    DIFFERENT = "different"
    APART = "apart"
    """A row was said not to be theirs."""


SETTLED = (Outcome.SAME, Outcome.DIFFERENT, Outcome.APART)
WAITING = (Outcome.SECOND, Outcome.THIRD)


def outcome(answers: Sequence[str], *, is_sensitive: bool) -> Outcome:
    """How a question stands after these answers, the first one first; nobody answers twice."""
    needed = 2 if is_sensitive else 1
    for answer, settled in ((Answer.SAME, Outcome.SAME), (Answer.DIFFERENT, Outcome.DIFFERENT)):
        if list(answers).count(answer) >= needed:
            return settled
    if not answers:
        return Outcome.OPEN
    return Outcome.SECOND if len(answers) == 1 else Outcome.THIRD


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as far as it matters for which id is kept."""

    id: str
    known_since: datetime | None
    has_tenancy: bool = False


def kept(one: Side, other: Side) -> tuple[str, str]:
    """The id that a merge keeps and the one that becomes its alias: the older; of two known since the same
    run that of a running tenancy, else the lower, so that it never depends on who was shown first."""
    first, second = sorted((one, other), key=_order)
    return first.id, second.id


def _order(side: Side) -> tuple[bool, float, bool, str]:
    since = side.known_since
    return (since is None, since.timestamp() if since else 0.0, not side.has_tenancy, side.id)


class Stake(StrEnum):
    """What a wrong answer, or none, would touch. The value is the code that addresses carry."""

    CARE = "care"
    TENANCIES = "tenancies"
    TENANCY = "tenancy"
    REPAIRS = "repairs"
    SYSTEMS = "systems"

    @property
    def words(self) -> str:
        """The stake as pages say it."""
        return _STAKES[self][0]

    @property
    def weight(self) -> int:
        """How far up the queue it moves a pair."""
        return _STAKES[self][1]


_STAKES: dict[Stake, tuple[str, int]] = {
    Stake.CARE: ("A mistake could harm: two people decide", 16),
    Stake.TENANCIES: ("Both have a tenancy that runs", 8),
    Stake.TENANCY: ("A tenancy runs", 4),
    Stake.REPAIRS: ("Repairs are not done", 2),
    Stake.SYSTEMS: ("Held by different systems", 1),
}
"""Each with how far up it moves a pair: a higher one outweighs all that follow together."""


class Waits(StrEnum):
    """For how long a pair has waited. The value is the code that addresses carry."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    LONGER = "longer"

    @property
    def words(self) -> str:
        """The length as pages say it."""
        return _WAITS[self][0]

    @property
    def days(self) -> tuple[int | None, int | None]:
        """More full days than the first, and no more than the second, where there is one."""
        return _WAITS[self][1:]


_WAITS: dict[Waits, tuple[str, int | None, int | None]] = {
    Waits.WEEK: ("Up to a week", None, 7),
    Waits.MONTH: ("Up to a month", 7, 30),
    Waits.QUARTER: ("Up to three months", 30, 90),
    Waits.LONGER: ("Longer", 90, None),
}


def at_stake(found: Sequence[Stake]) -> int:
    """Where a pair stands in the queue: the more, the earlier."""
    return sum(one.weight for one in found)


def may_review(viewer: Viewer, entity_type: str) -> bool:
    """Who may read the doubts about one kind of record: those who may read the records."""
    return may_see_people(viewer) if entity_type == EntityType.PERSON else may_see_homes(viewer)


def may_decide(viewer: Viewer, entity_type: str) -> bool:
    """Stewards decide about all, administrators about homes: of people they are shown none."""
    return viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR) and may_review(viewer, entity_type)


def may_propose(viewer: Viewer, entity_type: str) -> bool:
    """Officers and planners say what they know of two; those who decide do that instead."""
    return viewer.has_role(Role.OFFICER, Role.PLANNER) and may_review(viewer, entity_type)


def why_not_proposed(answer: str, reason: str) -> list[Reason]:
    """What is wrong with a proposal as it was made; nothing when it is well."""
    wrong = (
        [] if answer in PROPOSALS else [Reason("answer", "Choose whether they are the same or different.")]
    )
    return wrong + why_not_reason(reason)


def why_not_said(answer: str, reason: str) -> list[Reason]:
    """What is wrong with an answer as it was given; nothing when it is well."""
    reasons = []
    if answer not in ANSWERS:
        reasons.append(
            Reason("answer", "Choose whether they are the same, different, or that you cannot say.")
        )
    return reasons + why_not_reason(reason)


def why_not_reason(reason: str) -> list[Reason]:
    """What is wrong with a reason; nothing when it is well."""
    if not reason.strip():
        return [Reason("reason", "Say why, so that the next reader need not ask.")]
    if len(reason) > LONGEST_REASON:
        says = f"The reason has {len(reason):,} characters."
        return [Reason("reason", says, f"Say it in {LONGEST_REASON:,} or fewer.")]
    return []


def why_not_yours(
    standing: Outcome, voters: Sequence[int | None], by: Viewer, entity_type: str
) -> list[Reason]:
    """Why somebody may not answer a question as it stands."""
    if by.user_id in voters:
        return [
            Reason(
                "second-opinion",
                "You have answered this; it waits for somebody else.",
                "A data steward who has not answered decides; if there is none, ask an administrator for one."
                if standing is Outcome.THIRD
                else "A colleague gives the second opinion.",
            )
        ]
    if standing is Outcome.THIRD and entity_type == EntityType.PERSON and not by.has_role(Role.DATA_STEWARD):
        return [Reason("steward", "Two people did not agree, so a data steward decides.")]
    return []


def wilson(share: float, of: float) -> tuple[float, float]:
    """Within which a share found among so many lies with 95 % confidence (Wilson's interval)."""
    z = 1.959964
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * (share * (1 - share) / of + z * z / (4 * of * of)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


Opinions = Sequence[tuple[str, str]]
"""What the first and the second person said, each same or different, question by question."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often second opinions said the same as the first, with what that can mean for all of them."""

    agreed: int
    of: int
    by_chance: float | None = None
    """The share that would agree if both had said what they say as often, but at random."""

    @classmethod
    def among(cls, opinions: Opinions) -> "Agreement":
        """Of pairs of answers."""
        count = len(opinions)
        chance = sum(
            sum(first == said for first, _ in opinions) * sum(second == said for _, second in opinions)
            for said in (Answer.SAME, Answer.DIFFERENT)
        )
        agreed = sum(first == second for first, second in opinions)
        return cls(agreed, count, chance / count**2 if count else None)

    @property
    def share(self) -> float | None:
        """The share that agreed; nothing where there were none."""
        return self.agreed / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Within which the share lies with 95 % confidence (Wilson's interval)."""
        return wilson(self.agreed / self.of, self.of) if self.of else None

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa: 1 is full agreement, 0 no more than chance. Nothing where all said the same: then
        chance alone would have agreed on everything."""
        if self.share is None or self.by_chance is None or self.by_chance >= 1:
            return None
        return (self.share - self.by_chance) / (1 - self.by_chance)
