"""What a list of rows behind a figure is narrowed by: a kind of record, and words that are known."""

from collections.abc import Collection, Mapping

from rooftree.records.matching.rules import EntityType
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.lists.listing import Choice, Filter
from rooftree.web.staff.matching.words import KINDS, kinds_for


def kinds_of(request: StaffRequest) -> list[EntityType]:
    """People and homes, as far as this viewer may see them."""
    return [one for one in kinds_for(request.viewer) if one in (EntityType.PERSON, EntityType.HOME)]


def kind_of(request: StaffRequest) -> EntityType:
    """The kind that is asked for; the first that may be seen when none is."""
    kinds = kinds_of(request)
    return next((one for one in kinds if one.value == request.GET.get("kind")), kinds[0])


def one_of(request: StaffRequest, name: str, known: Collection[str]) -> str:
    """What is asked for by that name, where it is known; else nothing."""
    asked = request.GET.get(name, "")
    return asked if asked in known else ""


def by_kind(request: StaffRequest) -> Filter:
    """The filter of what the rows are of."""
    return choosing("kind", "What", {one.value: KINDS[one] for one in kinds_of(request)}, kind_of(request))


def choosing(name: str, label: str, known: Mapping[str, str], chosen: str) -> Filter:
    """A filter of words that are known, one of them chosen."""
    return Filter(name, label, [Choice(value, said, None, value == chosen) for value, said in known.items()])


def as_file(request: StaffRequest) -> str:
    """The same rows as a file."""
    query = request.GET.copy()
    query["format"] = "csv"
    return f"?{query.urlencode()}"
