"""One box: names, addresses, postcodes, UPRNs, references, telephones, e-mails, dates of birth."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held, end_of, may_read
from rooftree.records.finding.queries import dictionary, entries, loading, references
from rooftree.records.finding.queries.entries import Entry
from rooftree.records.finding.queries.references import Named
from rooftree.records.finding.rules.asked import LONGEST as LONGEST
from rooftree.records.finding.rules.asked import Sought, sought
from rooftree.records.finding.rules.meaning import How, Meaning
from rooftree.records.finding.rules.reasons import why
from rooftree.records.people import queries as people
from rooftree.reference.accounts.rules import Viewer

MOST_SHOWN = 200
ENOUGH = 25
"""With so many that fit exactly, nearly fitting ones would only be in the way."""
FEW_PEOPLE = 8
"""Of so few people their tenancies and applications are shown as well."""
KINDS = {
    "people": ("person",),
    "homes": ("unit",),
    "blocks": ("property",),
    "tenancies": ("tenancy",),
    "applications": ("housing_application", "homelessness_case"),
    "repairs": ("work_order",),
    "requests": ("service_request", "complaint"),
}
"""What can be found, in the order it is shown, and the tables of each."""
KIND_OF = {table: kind for kind, tables in KINDS.items() for table in tables}


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found, and why; `lives` says where a person lives, `formerly` what it is not called now."""

    record: Held
    why: str
    lives: dict[str, Any] | None = None
    formerly: str = ""
    until: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which part of what fits is asked for."""

    kind: str = ""
    state: str = ""
    """"live" or "ended"."""
    status: str = ""
    tenure: str = ""
    area_code: str = ""
    first: int = 0
    most: int = MOST_SHOWN

    @property
    def of_homes(self) -> dict[str, str]:
        """What is asked of homes alone."""
        facts = {"status": self.status, "tenure": self.tenure, "area_code": self.area_code}
        return {name: value for name, value in facts.items() if value}


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, the nearest first, and how many of each kind there are."""

    sought: Sought
    meanings: Sequence[Meaning] = ()
    hits: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    facets: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    more: bool = False
    """More fit than are looked through."""
    moment: datetime.datetime | None = None
    """As known when; none for what is known now."""

    @property
    def count(self) -> int:
        """How many in all."""
        return sum(self.counts.values())

    @property
    def people(self) -> Sequence[Hit]:
        """The people among them."""
        return self.hits.get("people", ())

    @property
    def homes(self) -> Sequence[Hit]:
        """The homes among them."""
        return self.hits.get("homes", ())

    @property
    def tenancies(self) -> Sequence[Hit]:
        """The tenancies among them."""
        return self.hits.get("tenancies", ())

    @property
    def repairs(self) -> Sequence[Hit]:
        """The repairs among them."""
        return self.hits.get("repairs", ())


@dataclass(slots=True)
class _Found:
    """One record that fits, before it is read."""

    table: str
    id: str
    whys: list[str]
    entry: Entry | None = None

    @property
    def is_live(self) -> bool:
        return self.entry is None or not (self.entry.ended or self.entry.known_to)


def search(
    typed: str,
    *,
    viewer: Viewer,
    today: datetime.date,
    narrowed: Narrowed | None = None,
    on: datetime.date | None = None,
) -> Results:
    """Everything that fits, each with why; nothing for nothing. `on`: as it was known at the end of a day."""
    asked = sought(typed, today=today)
    if asked.nothing:
        return Results(asked)
    chosen = narrowed or Narrowed()
    moment = end_of(on) if on else None
    meanings = dictionary.meanings(asked.words, viewer=viewer) if asked.words else []
    found, fitting = _found(asked, meanings, viewer, moment)
    by_kind = {kind: [one for one in found if KIND_OF[one.table] == kind] for kind in KINDS}
    counts = {kind: len(ones) for kind, ones in by_kind.items() if ones}
    states = {"live": 0, "ended": 0}
    for one in by_kind.get(chosen.kind, found):
        states["live" if one.is_live else "ended"] += 1
    homes = [one.id for one in by_kind["homes"]] if chosen.kind == "homes" else []
    shown = {
        kind: _narrowed(ones, chosen, viewer)[chosen.first : chosen.first + chosen.most]
        for kind, ones in by_kind.items()
        if chosen.kind in ("", kind)
    }
    if chosen.kind:
        counts[chosen.kind] = len(_narrowed(by_kind[chosen.kind], chosen, viewer))
    return Results(
        sought=asked,
        meanings=meanings,
        hits=_read(shown, asked, meanings, viewer=viewer, day=on or today, moment=moment),
        counts=counts,
        states=states,
        facets=loading.facets_of_homes(homes, viewer=viewer),
        more=fitting >= entries.MOST_FOUND,
        moment=moment,
    )


def _found(
    asked: Sought, meanings: Sequence[Meaning], viewer: Viewer, moment: datetime.datetime | None
) -> tuple[list[_Found], int]:
    """All that fits, the surest first: what it is called, what it is named, then what begins so."""
    named = references.called(asked.references, viewer=viewer)
    named += references.reached_at(phone=asked.phone, email=asked.email, viewer=viewer)
    fitting: list[Entry] = []
    if meanings or asked.born_on:
        fitting = _fitting(asked, meanings, viewer, moment, exactly=bool(named))
    people_found = {one.id: one.label for one in fitting if one.entity_type == "person"}
    if not named and not fitting:
        named = references.beginning(asked.references, viewer=viewer)
    elif 0 < len(people_found) <= FEW_PEOPLE:
        named += loading.of_people(people_found, viewer=viewer)
    found: dict[str, _Found] = {}
    for one in named:
        found.setdefault(one.id, _Found(one.table, one.id, [])).whys.append(_called(one))
    for entry in fitting:
        known = found.setdefault(entry.id, _Found(entry.entity_type, entry.id, []))
        known.entry = entry
    return list(found.values()), len(fitting)


def _fitting(
    asked: Sought,
    meanings: Sequence[Meaning],
    viewer: Viewer,
    moment: datetime.datetime | None,
    *,
    exactly: bool,
) -> list[Entry]:
    def at_least(how: How) -> list[Entry]:
        return entries.found(meanings, viewer=viewer, least=how, born_on=asked.born_on, moment=moment)

    fitting = at_least(How.OTHER)
    for how in () if exactly else (How.SLIP, How.INITIAL):
        if len(fitting) >= ENOUGH:
            break
        known = {one.id for one in fitting}
        fitting += [one for one in at_least(how) if one.id not in known]
    return fitting


def _called(named: Named) -> str:
    if named.words == "Of":
        return f"Of {named.reference}"
    return f"{named.words} {named.reference}" + (f" in {title_of(named.system)}" if named.system else "")


def _narrowed(found: list[_Found], chosen: Narrowed, viewer: Viewer) -> list[_Found]:
    if chosen.state:
        found = [one for one in found if one.is_live is (chosen.state == "live")]
    if chosen.of_homes and found and found[0].table == "unit":
        homes = loading.homes_with([one.id for one in found], viewer=viewer, **chosen.of_homes)
        found = [one for one in found if one.id in homes]
    return found


def _read(
    shown: Mapping[str, Sequence[_Found]],
    asked: Sought,
    meanings: Sequence[Meaning],
    *,
    viewer: Viewer,
    day: datetime.date,
    moment: datetime.datetime | None,
) -> dict[str, list[Hit]]:
    wanted: dict[str, list[str]] = {}
    for one in (one for ones in shown.values() for one in ones):
        wanted.setdefault(one.table, []).append(one.id)
    known = loading.records(wanted, viewer=viewer, moment=moment)
    persons = wanted.get("person", [])
    lives: dict[str, dict[str, Any]] = {}
    if persons and moment:
        lives = loading.homes_then(persons, viewer=viewer, moment=moment, day=day)
    elif persons:
        lives = people.homes_of(persons, viewer=viewer, today=day)
    return {
        kind: [
            _hit(one, _whys(one, asked, meanings), known[one.id], lives.get(one.id))
            for one in ones
            if one.id in known
        ]
        for kind, ones in shown.items()
    }


def _whys(one: _Found, asked: Sought, meanings: Sequence[Meaning]) -> str:
    """Every reason, each once."""
    said = list(one.whys)
    if one.entry:
        said.append(why(one.entry.words, one.entry.label, meanings, born_on=asked.born_on))
    first, *others = dict.fromkeys(said)
    return "; ".join([first, *(each[:1].lower() + each[1:] for each in others)])


def _hit(one: _Found, said: str, record: Held, lives: dict[str, Any] | None) -> Hit:
    if one.entry and one.entry.known_to:
        return Hit(record, said, lives, one.entry.label, one.entry.known_to)
    return Hit(record, said, lives)


def hidden_kinds(viewer: Viewer) -> list[str]:
    """The kinds of record that this viewer may not see: nothing found is then not nothing there."""
    seen = {kind for kind, tables in KINDS.items() if any(may_read(table, viewer) for table in tables)}
    return [kind for kind in KINDS if kind not in seen]
