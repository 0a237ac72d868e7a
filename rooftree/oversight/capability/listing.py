"""Needs of systems as a list: what is needed, of which system, how far it is."""

from collections.abc import Iterable, Mapping

from rooftree.oversight.capability.catalogue import catalogue
from rooftree.oversight.capability.queries.needs import needs
from rooftree.oversight.capability.rules.cells import GAP_WORDS, Priority
from rooftree.oversight.capability.rules.needs import OPEN_STATES, STATE_WORDS
from rooftree.records.listing.memory import Memory
from rooftree.records.listing.offers import Ready
from rooftree.records.listing.shape import Column, Kind, List, Row, Then, Tick
from rooftree.reference.register.queries import systems
from rooftree.reference.register.rules import called

C = Column
PRIORITY_WORDS = {Priority.HIGH: "High", Priority.MEDIUM: "Medium", Priority.LOW: "Low"}


def state_words(**_: object) -> Mapping[str, str]:
    """The states in words."""
    return {state.value: words for state, words in STATE_WORDS.items()}


def priority_words(**_: object) -> Mapping[str, str]:
    """The priorities in words."""
    return {each.value: words for each, words in PRIORITY_WORDS.items()}


def system_words(**_: object) -> Mapping[str, str]:
    """The systems, and what stands for none."""
    return {each.name: called(each.name) for each in systems()} | {"none": "No system holds it"}


def subject_words(**_: object) -> Mapping[str, str]:
    """The subjects in words."""
    return catalogue().subjects


def rows(then: Then) -> Iterable[Row]:
    """Every need that this viewer may see."""
    known = catalogue().requirements
    for one in needs(viewer=then.viewer, today=then.today):
        requirement = known.get(one.requirement)
        yield {
            "id": one.id,
            "needed": one.terms.needed,
            "requirement": one.title,
            "system": one.system or "none",
            "subject": requirement.subject if requirement else "",
            "state": one.state.value,
            "priority": one.terms.priority.value,
            "owner": one.terms.owner,
            "due": one.terms.due_on,
            "because": "; ".join(GAP_WORDS[gap.kind] for gap in one.because),
            "still": "; ".join(gap.says for gap in one.still),
            "seems_met": one.seems_met,
            "late": one.is_late,
            "raised": one.raised_at,
            "raised_by": one.raised_by,
            "changed": one.changed_at,
        }


NEEDS = List(
    name="needs",
    title="Needs of systems",
    says="What is needed of a system so that a key requirement can be recorded, and how far that is.",
    one="need",
    many="needs",
    columns=(
        C("needed", "What is needed", "In the words of whoever raised it.", searched=True),
        C("requirement", "Requirement", "The key requirement it is for.", searched=True, sorts=True),
        C(
            "system",
            "System",
            "Which system; none where no system holds the requirement.",
            kind=Kind.CODE,
            names=system_words,
            filters=True,
            full=True,
        ),
        C(
            "state",
            "State",
            "Proposed, accepted, in progress, met or declined.",
            kind=Kind.CODE,
            names=state_words,
            filters=True,
            full=True,
        ),
        C(
            "priority",
            "Priority",
            "How pressing.",
            kind=Kind.CODE,
            names=priority_words,
            filters=True,
            full=True,
        ),
        C("owner", "Owner", "Who answers for it.", kind=Kind.CODE, filters=True, full=True),
        C("due", "Due", "By when.", kind=Kind.DAY, filters=True, sorts=True, full=True),
        C("because", "Raised for", "What was lacking when it was raised.", shown=False),
        C("still", "Lacking now", "What is lacking by the figures of the last run.", shown=False),
        C(
            "subject",
            "Subject",
            "What the requirement is about.",
            kind=Kind.CODE,
            names=subject_words,
            filters=True,
            shown=False,
        ),
        C("raised", "Raised", "When it was raised.", kind=Kind.MOMENT, shown=False, sorts=True, full=True),
        C("raised_by", "Raised by", "Who raised it.", shown=False),
        C("changed", "Last changed", "When anything was last done.", kind=Kind.MOMENT, shown=False),
    ),
    rows=Memory(rows, ("unit",)),
    ticks=(
        Tick(
            "closed",
            "Met and declined ones",
            lambda _: lambda row: row["state"] not in OPEN_STATES,
            instead_of="open",
            one="need is closed",
            many="needs are closed",
        ),
        Tick("seems_met", "Look met by the figures", lambda _: lambda row: row["seems_met"]),
        Tick("late", "Past their day", lambda _: lambda row: row["late"]),
    ),
    own={"open": lambda _: lambda row: row["state"] in OPEN_STATES},
    ready=(Ready("Look met", "seems_met=1"), Ready("Past their day", "late=1"), Ready("Closed", "closed=1")),
    begins="Open needs",
    sort="due",
    past=False,
)
