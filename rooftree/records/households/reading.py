"""From records as held to what they say of who lives where. Reads nothing itself."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rooftree.records.claims.held import Held, Records, day_in_london
from rooftree.records.households.rules.claims import NOT_LIVED_IN, Basis, Claim, Empty, Paper, Somebody
from rooftree.records.people.rules import humane

Day = datetime.date
NO_LONGER = frozenset({"housed", "cancelled", "closed", "not_eligible", "withdrawn", "expired"})
"""States of an application (a list of the standard) in which it says nothing of where they live now."""


@dataclass(frozen=True, slots=True)
class Found:
    """Records by table and id, as far as they say where people live."""

    records: Records
    homes: Mapping[str, Held]
    tenancies: Mapping[str, Held]
    households: Mapping[str, Held]
    applications: Mapping[str, Held]
    cases: Mapping[str, Held]

    @classmethod
    def of(cls, records: Records) -> "Found":
        """Those records, each table that links lead to by id."""
        return cls(
            records,
            _by_id(records, "unit"),
            _by_id(records, "tenancy"),
            _by_id(records, "household"),
            _by_id(records, "housing_application"),
            _by_id(records, "homelessness_case"),
        )


def _by_id(records: Records, table: str) -> dict[str, Held]:
    return {one.id: one for one in records.get(table, ())}


def claims_in(records: Records) -> list[Claim]:
    """What the records say of who lives where; of homes that are not among them too, by their ids."""
    found = Found.of(records)
    covered, placed = _covered(found), _placed(found)
    claims: list[Claim] = []
    for member in records.get("household_member", ()):
        if not member.link("person"):
            continue
        if member.link("tenancy"):
            claims += _by_tenancy(member, found, covered)
        elif household := found.households.get(member.link("household")):
            claims += _by_placement(member, household, found, placed)
            claims += _by_application(member, household, found, covered)
    return [*claims, *_contacts(found)]


def people_in(records: Records) -> dict[str, Somebody]:
    """Who is among the records."""
    return {one.id: somebody(one) for one in records.get("person", ())}


def somebody(held: Held) -> Somebody:
    """A person, as far as it matters who they are."""
    given, family, title = held.text("given_name"), held.text("family_name"), held.text("title")
    name = held.text("full_name") or f"{given} {family}".strip()
    if title and name and not name.casefold().startswith(f"{title.casefold()} "):
        name = f"{title} {name}"
    return Somebody(
        id=held.id,
        name=humane(name),
        given=given,
        family=family,
        born_on=held.day("date_of_birth"),
        died_on=held.day("deceased_on"),
    )


def tenancies_of(home_id: str, records: Records) -> list[Paper]:
    """The tenancies that cover a home, with the days on which they do."""
    return tenancies_by_home(records).get(home_id, [])


def tenancies_by_home(records: Records) -> dict[str, list[Paper]]:
    """The tenancies that cover each home, with the days on which they do."""
    found = Found.of(records)
    papers: dict[str, list[Paper]] = defaultdict(list)
    for tenancy_id, ties in _covered(found).items():
        tenancy = found.tenancies.get(tenancy_id)
        if tenancy is None or tenancy.ended_on:
            continue
        for tie in ties:
            papers[tie.home_id].append(_tenancy_paper(tenancy, tie))
    return papers


def empties_in(records: Records) -> list[Empty]:
    """When homes stood empty."""
    return [
        Empty(one.lineage.system, one.day("starts_on"), one.day("ends_on"))
        for one in records.get("void", ())
        if not one.ended_on
    ]


@dataclass(frozen=True, slots=True)
class _Tie:
    """That a tenancy covers a home, and when, if said apart from the tenancy's own days."""

    home_id: str
    from_on: Day | None = None
    until_on: Day | None = None


def _covered(found: Found) -> dict[str, list[_Tie]]:
    """The homes of each tenancy: those that it is said to cover, and its main one where that is not said."""
    ties: dict[str, list[_Tie]] = defaultdict(list)
    for one in found.records.get("tenancy_unit", ()):
        if one.link("unit") and one.link("tenancy") and not one.ended_on:
            ties[one.link("tenancy")].append(_Tie(one.link("unit"), one.day("starts_on"), one.day("ends_on")))
    for tenancy in found.tenancies.values():
        main = tenancy.link("unit")
        if main and all(tie.home_id != main for tie in ties[tenancy.id]):
            ties[tenancy.id].append(_Tie(main))
    return ties


def _placed(found: Found) -> dict[str, list[Held]]:
    by_case: dict[str, list[Held]] = defaultdict(list)
    for one in found.records.get("temporary_accommodation_placement", ()):
        by_case[one.link("homelessness_case")].append(one)
    return by_case


def _tenancy_paper(tenancy: Held, tie: _Tie) -> Paper:
    from_on = _latest(tenancy.day("starts_on"), tie.from_on)
    until_on = _earliest(tenancy.day("ends_on"), tie.until_on)
    return Paper("tenancy", tenancy.id, tenancy.text("tenancy_ref"), from_on, until_on)


def _by_tenancy(member: Held, found: Found, covered: Mapping[str, list[_Tie]]) -> Iterator[Claim]:
    tenancy = found.tenancies.get(member.link("tenancy"))
    if tenancy is None:
        return
    left = member.day("ends_on")
    for tie in covered.get(tenancy.id, ()):
        paper = _tenancy_paper(tenancy, tie)
        until = _earliest(left, paper.until_on)
        yield _claim(
            member,
            home_id=tie.home_id,
            basis=Basis.TENANCY,
            paper=paper,
            dates=_Dates(
                _latest(member.day("starts_on"), paper.from_on), until, left if until == left else None
            ),
            is_over=bool(tenancy.ended_on),
            found=found,
        )


def _by_placement(
    member: Held, household: Held, found: Found, placed: Mapping[str, list[Held]]
) -> Iterator[Claim]:
    case = found.cases.get(household.link("homelessness_case"))
    for one in (
        placed.get(household.link("homelessness_case"), ()) if household.link("homelessness_case") else ()
    ):
        if not one.link("unit"):
            continue
        entered, left = one.day("entered_on"), one.day("left_on")
        paper = Paper(one.table, one.id, one.text("placement_ref"), entered, left)
        closed = case.day("closed_on") if case and left is None else None
        yield _claim(
            member,
            home_id=one.link("unit"),
            basis=Basis.PLACEMENT,
            paper=paper,
            dates=_Dates(entered, left, None, closed),
            is_over=bool(one.ended_on),
            found=found,
        )


def _by_application(
    member: Held, household: Held, found: Found, covered: Mapping[str, list[_Tie]]
) -> Iterator[Claim]:
    """The application tells where they live by the tenancy it names, from when it stands as it does.

    Of a time before that tenancy began it says nothing; that it ended does not end the application.
    """
    one = found.applications.get(household.link("housing_application"))
    if one is None or not one.link("tenancy"):
        return
    tenancy = found.tenancies.get(one.link("tenancy"))
    since = _latest(one.day("band_on"), tenancy.day("starts_on") if tenancy else None)
    paper = Paper(one.table, one.id, one.text("application_ref"), since)
    over = bool(one.ended_on) or one.text("status") in NO_LONGER
    for home_id in dict.fromkeys(tie.home_id for tie in covered.get(one.link("tenancy"), ())):
        yield _claim(
            member,
            home_id=home_id,
            basis=Basis.APPLICATION,
            paper=paper,
            dates=_Dates(since),
            is_over=over,
            found=found,
        )


def _contacts(found: Found) -> Iterator[Claim]:
    """Whom a contractor is told to ask for: the address of a home that is also somebody's.

    The system keeps one contact and no days, so it speaks of no day before we heard of it.
    """
    for one in found.records.get("address", ()):
        if not (one.link("unit") and one.link("person")):
            continue
        told_on = one.day("starts_on") or day_in_london(one.known_from)
        paper = Paper(one.table, one.id, one.text("object_ref"), told_on, one.day("ends_on"))
        yield Claim(
            person_id=one.link("person"),
            home_id=one.link("unit"),
            system=one.lineage.system,
            basis=Basis.CONTACT,
            paper=paper,
            row=one.id,
            from_on=paper.from_on,
            until_on=paper.until_on,
            is_over=bool(one.ended_on),
            is_of_home=_is_home(found, one.link("unit")),
        )


@dataclass(frozen=True, slots=True)
class _Dates:
    from_on: Day | None = None
    until_on: Day | None = None
    left_on: Day | None = None
    sure_until: Day | None = None


def _claim(
    member: Held, *, home_id: str, basis: Basis, paper: Paper, dates: _Dates, is_over: bool, found: Found
) -> Claim:
    return Claim(
        person_id=member.link("person"),
        home_id=home_id,
        system=member.lineage.system,
        basis=basis,
        paper=paper,
        row=member.id,
        from_on=dates.from_on,
        until_on=dates.until_on,
        left_on=dates.left_on,
        sure_until=dates.sure_until,
        role=member.text("relationship"),
        is_party=bool(member.facts.get("is_tenancy_party")),
        is_main=bool(member.facts.get("is_main_tenant")),
        age_stated=member.whole("age_stated"),
        age_stated_on=day_in_london(member.known_from),
        is_over=is_over or bool(member.ended_on),
        is_of_home=_is_home(found, home_id),
    )


def _is_home(found: Found, home_id: str) -> bool:
    home = found.homes.get(home_id)
    return home is None or can_be_lived_in(home)


def can_be_lived_in(home: Held) -> bool:
    """Whether a home is of a kind that somebody may live in."""
    return home.text("kind") not in NOT_LIVED_IN


def _latest(*days: Day | None) -> Day | None:
    return max((day for day in days if day), default=None)


def _earliest(*days: Day | None) -> Day | None:
    return min((day for day in days if day), default=None)


def of_homes(claims: Iterable[Claim], home_id: str) -> tuple[list[Claim], list[Claim]]:
    """Those of one home, and the rest."""
    here: list[Claim] = []
    others: list[Claim] = []
    for one in claims:
        (here if one.home_id == home_id else others).append(one)
    return here, others


def homes_of(claims: Sequence[Claim]) -> list[str]:
    """The ids of the homes that claims are of, each once."""
    return list(dict.fromkeys(one.home_id for one in claims))
