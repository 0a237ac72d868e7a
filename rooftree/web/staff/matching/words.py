"""What to call the two records of a question, and how it stands."""

from collections.abc import Collection, Iterable, Mapping

from django.urls import reverse

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.records.matching.review.rules import Outcome
from rooftree.records.matching.rules import EntityType
from rooftree.records.people.rules import humane
from rooftree.reference.accounts.rules import Role, Viewer, may_see_people
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Link, Status
from rooftree.web.staff.names import address_of, name_of

SEES = (Role.OFFICER, Role.PLANNER, Role.DATA_STEWARD, Role.ADMINISTRATOR)
DECIDES = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
"""As `may_decide` of the review's rules says; administrators of homes only."""
ROUTES = {EntityType.PERSON: "person", EntityType.HOME: "home", EntityType.BLOCK: "block"}
KINDS = {
    EntityType.PERSON: "People",
    EntityType.HOME: "Homes",
    EntityType.BLOCK: "Blocks",
    EntityType.SITE: "Places",
}
SAME_AS = {
    EntityType.PERSON: "the same person",
    EntityType.HOME: "the same home",
    EntityType.BLOCK: "the same block",
    EntityType.SITE: "the same place",
}
"""What two of a kind would be, were they one."""
DIFFERENT = {
    EntityType.PERSON: "different people",
    EntityType.HOME: "different homes",
    EntityType.BLOCK: "different blocks",
    EntityType.SITE: "different places",
}
STANDS = {
    Outcome.OPEN: Status(Kind.YOU, "To decide"),
    Outcome.SECOND: Status(Kind.YOU, "Second opinion"),
    Outcome.THIRD: Status(Kind.OVER, "Two did not agree"),
    Outcome.SAME: Status(Kind.OK, "The same"),
    Outcome.DIFFERENT: Status(Kind.NONE, "Different"),
    Outcome.APART: Status(Kind.NONE, "Parted"),
}


def name_of_record(kind: str, record: Held | None) -> str:
    """A person's name, a home's address, or what else there is."""
    if record is None:
        return "Not known any more"
    if kind == EntityType.PERSON:
        return name_of(record)
    if kind == EntityType.SITE:
        return record.text("name") or "A place without a name"
    return address_of(record)


def name_as_said(kind: str, facts: Mapping[str, object]) -> str:
    """What a source row calls a person or home; no text where it does not say."""
    names = ("title", "given_name", "middle_name", "family_name")
    told = names if kind == EntityType.PERSON else ("address_line", "postcode")
    found = [str(facts[name]) for name in told if facts.get(name)]
    return humane(" ".join(found)) if kind == EntityType.PERSON else ", ".join(found)


def link_to(kind: str, own: str, record: Held | None) -> Link:
    """Their page, by name; only the name where there is no page."""
    route = ROUTES.get(EntityType(kind))
    return Link(name_of_record(kind, record), reverse(route, args=[own]) if route and record else "")


def href_of(kind: str, one: str, other: str) -> str:
    """The page of the question whether two are one."""
    first, second = sorted((one, other))
    return reverse("match-review", args=[kind, first, second])


def signed(weight: float) -> str:
    """ "+7.1" speaks for one, "−4.7" for two."""
    return f"{weight:+.1f}".replace("-", "−")


def titles(systems: Iterable[str]) -> str:
    """ "NEC and Oneserve"; no text where there is none."""
    named = [title_of(name) for name in systems]
    return words.listed(named) if named else ""


def stands(outcome: Outcome, voters: Collection[int | None], viewer: Viewer) -> Status:
    """How a question stands for the one who looks."""
    if viewer.user_id in voters and outcome is Outcome.SECOND:
        return Status(Kind.WAIT, "You have answered; it waits for somebody else")
    return STANDS[outcome]


def kinds_for(viewer: Viewer) -> list[EntityType]:
    """The kinds of record that this viewer may read."""
    return [kind for kind in EntityType if kind is not EntityType.PERSON or may_see_people(viewer)]


def tasks(*, current: str, checks: int, pairs: int | None = None) -> list[Link]:
    """The kinds of task that wait for a reviewer, with how many where that is known."""
    return [
        Link("Pairs to decide", reverse("matching"), pairs, current == "pairs"),
        Link("Checks of automatic links", reverse("match-checks"), checks, current == "checks"),
    ]
