"""What the list of homes by system can be narrowed by: what was found and decided, and who lists the home."""

import datetime
from collections.abc import Callable, Mapping

from django.db.models import Q

from rooftree.records.listing.offers import Pick
from rooftree.records.listing.shape import Then
from rooftree.records.stock.queries import figures
from rooftree.records.stock.queries.figures import Counted
from rooftree.records.stock.queries.homes import codes
from rooftree.records.stock.rules import Finding, concern
from rooftree.records.stock.wording import fact, found
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.register.rules import called

ANY = {"any": "Anything", "missing": "Missing from any list", "differs": "Any difference"}
STATES = {"again": "Decided, facts changed since", "unsure": "Cannot be told: a list is too old"}
STATE_HEADS = {
    "again": ("home was decided, and is asked again", "homes were decided, and are asked again"),
    "unsure": (
        "home cannot be told, because a list is too old",
        "homes cannot be told, because a list is too old",
    ),
}


def findings(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """Everything that can be found of a home."""
    del viewer, moment
    return ANY | {code: found(code) for code in codes()}


def states(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """What became of it, besides open and decided."""
    del viewer, moment
    return STATES


def lists(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """The systems whose lists are compared."""
    del viewer, moment
    return {name: called(name) for name in stock_scope().lists}


def has(column: str) -> Callable[[str, Then], Q]:
    """That something of the kind stands in this column."""

    def where(value: str, then: Then) -> Q:
        del then
        if value == "any":
            return ~Q(**{column: []})
        if value in set(Finding):
            return Q(**{f"{column}__overlap": [code for code in codes() if code.startswith(f"{value}:")]})
        return Q(**{f"{column}__contains": [value]})

    return where


def in_state(value: str, then: Then) -> Q:
    """Asked again, or not to be told."""
    del then
    return ~Q(**{value: []})


def listed(value: str, then: Then) -> Q:
    """In the list of a system."""
    del then
    return Q(systems__contains=[value])


def not_listed(value: str, then: Then) -> Q:
    """Not in the list of a system."""
    return ~listed(value, then)


def only_listed(value: str, then: Then) -> Q:
    """In the list of this system and no other."""
    del then
    return Q(systems=[value])


def differs_from(value: str, then: Then) -> Q:
    """One of those that say something on an open difference."""
    del then
    return Q(open_between__contains=[value])


def open_heads(value: str) -> tuple[str, str]:
    """What homes are called by what is open of them."""
    return _heads(value, "")


def decided_heads(value: str) -> tuple[str, str]:
    """What homes are called by what was decided of them."""
    return _heads(value, ", decided")


def _heads(value: str, ending: str) -> tuple[str, str]:
    one = concern(value)
    if one and one.finding is Finding.DIFFERS:
        about = fact(one.about) if one.about == "uprn" else fact(one.about).lower()
        said = (f"differs on {about}", f"differ on {about}")
    elif one:
        said = (f"is not in {called(one.about)}", f"are not in {called(one.about)}")
    elif value == Finding.MISSING:
        said = ("is not in every system that should know it", "are not in every system that should know them")
    elif value == Finding.DIFFERS:
        said = ("is told differently", "are told differently")
    else:
        said = ("is open", "are open") if not ending else ("is", "are")
    joined = ending if said[0] != "is" else " decided"
    return f"home {said[0]}{joined}", f"homes {said[1]}{joined}"


def only_heads(value: str) -> tuple[str, str]:
    """What homes are called that only one system lists."""
    return f"home is only in {called(value)}", f"homes are only in {called(value)}"


def _open(then: Then) -> Mapping[str, int]:
    counted = _counted(then)
    of_system = {f"missing:{name}": one.missing for name, one in counted.systems.items()}
    of_fact = {f"differs:{name}": one.open for name, one in counted.facts.items()}
    whole = {"any": counted.open, "missing": counted.missing, "differs": counted.differing}
    return {**whole, **of_system, **of_fact}


def _decided(then: Then) -> Mapping[str, int]:
    counted = _counted(then)
    of_system = {f"missing:{name}": one.missing_decided for name, one in counted.systems.items()}
    of_fact = {f"differs:{name}": one.decided for name, one in counted.facts.items()}
    whole = {
        "any": counted.decided,
        "missing": counted.missing_decided,
        "differs": counted.differing_decided,
    }
    return {**whole, **of_system, **of_fact}


def _states(then: Then) -> Mapping[str, int]:
    counted = _counted(then)
    return {"again": counted.again, "unsure": counted.unsure}


def _listed(then: Then) -> Mapping[str, int]:
    return {name: one.listed for name, one in _counted(then).systems.items()}


def _only(then: Then) -> Mapping[str, int]:
    return {name: one.only_here for name, one in _counted(then).systems.items()}


def _counted(then: Then) -> Counted:
    """The figures, read once for a page."""
    counted: Counted = then.once(figures.counted)
    return counted


PICKS = (
    Pick("open", "Still open", findings, has("open"), heads=open_heads, counts=_open),
    Pick("decided", "Decided", findings, has("decided"), heads=decided_heads, counts=_decided),
    Pick("only", "Only in", lists, only_listed, heads=only_heads, counts=_only),
    Pick("state", "What became of it", states, in_state, heads=STATE_HEADS, counts=_states),
    Pick("in", "In the list of", lists, listed, counts=_listed, further=True),
    Pick("also", "And in the list of", lists, listed, further=True),
    Pick("without", "Not in the list of", lists, not_listed, further=True),
    Pick("between", "Open, and said otherwise by", lists, differs_from, further=True),
)
