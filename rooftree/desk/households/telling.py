"""What is not right about a household, in sentences: who says so, who does not, since when."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rooftree.records.claims.held import Held
from rooftree.records.households.rules.claims import Basis, Claim, HomeSaid, Paper
from rooftree.records.households.rules.findings import Finding, Kind
from rooftree.records.households.rules.titles import TITLES
from rooftree.reference.register.rules import called
from rooftree.reference.standard.quality.in_force import label

Day = datetime.date
FEW = 3
"""So many people are named; of more it is said how many."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, with the papers it names: table, id, and what to call each."""

    finding: Finding
    title: str
    says: str
    papers: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class _Home:
    """What a sentence may need besides the finding."""

    said: HomeSaid
    day: Day
    homes: Mapping[str, Held]


def told(finding: Finding, said: HomeSaid, *, day: Day, homes: Mapping[str, Held]) -> Told:
    """A finding about a home on a day; `homes` are those it may name."""
    says = SAYS[finding.kind](finding, _Home(said, day, homes))
    papers = {one.id: one for one in finding.papers}
    papers |= {one.paper.id: one.paper for one in (*finding.says, *finding.against)}
    named = [
        (one.table, one.id, f"{WHAT.get(one.table, one.table)} {one.ref}".strip()) for one in papers.values()
    ]
    title = TITLES[finding.kind]
    if finding.kind is Kind.NOT_LISTED and _is_contact(finding):
        title = CONTACT_ONLY
    return Told(finding, title, says, [one for one in named if one[0] in WHAT])


CONTACT_ONLY = "The contact is not in the household"


def _is_contact(one: Finding) -> bool:
    return all(claim.basis is Basis.CONTACT for claim in one.says)


WHAT = {
    "tenancy": "tenancy",
    "housing_application": "application",
    "temporary_accommodation_placement": "placement",
}


def on(day: Day | None) -> str:
    """3 March 2026."""
    return f"{day.day}\u00a0{day:%B %Y}" if day else "a day that is not told"


def system_of(name: str) -> str:
    """What people call a system, and a word where none is known."""
    return called(name) if name else "The housing system"


def _since(claim: Claim | Paper) -> str:
    return f" since {on(claim.from_on)}" if claim.from_on else ""


def _paper(paper: Paper, system: str) -> str:
    """ "NEC’s tenancy 00451340"."""
    return f"{system_of(system)}’s {WHAT.get(paper.table, 'record')} {paper.ref}".strip()


def whom(said: HomeSaid, person_id: str, claims: Sequence[Claim] = ()) -> str:
    """Somebody by name, or as whom they are told of: "an unnamed son born 3 May 2019"."""
    who = said.somebody(person_id)
    if who.is_named:
        return who.name
    roles = [one.role for one in claims if one.person_id == person_id and one.role]
    what = label("relationship", roles[0]).lower() if roles else "somebody"
    born = f" born {on(who.born_on)}" if who.born_on else ""
    return f"{'somebody unnamed' if what == 'somebody' else f'an unnamed {what}'}{born}"


def _names(said: HomeSaid, people: Sequence[str], claims: Sequence[Claim]) -> str:
    own = list(dict.fromkeys(people))
    if len(own) > FEW:
        return f"{len(own)} people"
    names = [whom(said, one, claims) for one in own]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _have_here(finding: Finding, home: _Home, *, still: str = "") -> str:
    """Who says that they live there, a clause for each paper."""
    by_paper: dict[str, list[Claim]] = {}
    for one in finding.says:
        by_paper.setdefault(one.paper.id, []).append(one)
    clauses = []
    for claims in by_paper.values():
        first = claims[0]
        names = _names(home.said, [one.person_id for one in claims], claims)
        if first.basis is Basis.CONTACT:
            clauses.append(f"{system_of(first.system)} {still}gives {names} as the contact here")
        elif first.basis is Basis.APPLICATION:
            stood = f", as it stands since {on(first.from_on)}," if first.from_on else ""
            clauses.append(f"{_paper(first.paper, first.system)}{stood} {still}lists {names} here")
        else:
            since = _since(first) if len({one.from_on for one in claims}) == 1 else ""
            clauses.append(f"{_paper(first.paper, first.system)} {still}has {names} here{since}")
    return "; ".join(clauses)


def _died(one: Finding, home: _Home) -> str:
    who = home.said.somebody(one.people[0])
    name = whom(home.said, who.id, one.says)
    return f"{name} died on {on(who.died_on)}; {_have_here(one, home, still='still ')}."


def _two_tenancies(one: Finding, _home: _Home) -> str:
    each = " and ".join(f"{paper.ref}{_since(paper)}" for paper in one.papers)
    return f"{system_of(one.system)} has {len(one.papers)} tenancies of this home that run: {each}."


def _no_tenant(one: Finding, home: _Home) -> str:
    paper = _paper(one.papers[0], one.system)
    if not one.against:
        return f"{paper} runs, and no person is named on it."
    gone = []
    for claim in one.against:
        who = home.said.somebody(claim.person_id)
        how = f"died on {on(who.died_on)}" if who.died_on else f"left on {on(claim.until_on)}"
        gone.append(f"{whom(home.said, who.id, [claim])} {how}")
    return f"{paper} runs, and no tenant is left on it: {' and '.join(gone)}."


def _empty(one: Finding, home: _Home) -> str:
    assert one.empty is not None, "a finding of an empty home says by whom"
    since = f" since {on(one.empty.from_on)}" if one.empty.from_on else ""
    return f"{system_of(one.empty.system)} has this home empty{since}; {_have_here(one, home)}."


def _not_let(one: Finding, home: _Home) -> str:
    if one.papers:
        paper = one.papers[0]
        last = f"{system_of(one.system)}’s last tenancy here, {paper.ref}, ended on {on(paper.until_on)}"
    elif home.said.tenancies:
        last = f"No tenancy of {system_of(one.system)} runs here yet"
    else:
        last = f"{system_of(one.system)} has never let this home"
    return f"{last}; {_have_here(one, home)}."


def _left(one: Finding, home: _Home) -> str:
    gone = one.against[0]
    name = whom(home.said, one.people[0], one.says)
    how = f"{system_of(gone.system)} says that {name} moved out on {on(gone.left_on)}"
    if gone.left_on is None:
        what = "tenancy of" if gone.basis is Basis.TENANCY else "placement of"
        how = f"{system_of(gone.system)} says that the {what} {name} here ended on {on(gone.until_on)}"
    return f"{how}; {_have_here(one, home, still='still ')}."


def _not_listed(one: Finding, home: _Home) -> str:
    papers = " and ".join(paper.ref for paper in one.papers)
    what = "tenancy" if len(one.papers) == 1 else "tenancies"
    tenancy = f"the household of {system_of(one.system)}’s {what} {papers}"
    if _is_contact(one):
        return f"{_have_here(one, home)}; nobody of that name is in {tenancy}."
    return f"{_have_here(one, home)}; {tenancy} does not have them."


def _left_out(one: Finding, home: _Home) -> str:
    return f"{_have_here(one, home)}; {_paper(one.papers[0], one.system)} leaves them out."


def _two_homes(one: Finding, home: _Home) -> str:
    there = one.against[0]
    other = home.homes.get(there.home_id)
    where = other.text("address_line") if other else ""
    where = where or "another home"
    also = f"{_paper(there.paper, there.system)} has them at {where}{_since(there)}"
    return f"{_have_here(one, home)}; {also}."


def _case_closed(one: Finding, home: _Home) -> str:
    first = one.says[0]
    names = _names(home.said, one.people, one.says)
    return (
        f"{system_of(first.system)} closed the case on {on(first.sure_until)}, and its placement "
        f"{first.paper.ref} says no day on which {names} left."
    )


def _no_name(one: Finding, home: _Home) -> str:
    return f"{_have_here(one, home)}."


SAYS: dict[Kind, Callable[[Finding, _Home], str]] = {
    Kind.DIED: _died,
    Kind.TWO_TENANCIES: _two_tenancies,
    Kind.NO_TENANT: _no_tenant,
    Kind.EMPTY: _empty,
    Kind.NOT_LET: _not_let,
    Kind.LEFT: _left,
    Kind.NOT_LISTED: _not_listed,
    Kind.LEFT_OUT: _left_out,
    Kind.TWO_HOMES: _two_homes,
    Kind.CASE_CLOSED: _case_closed,
    Kind.NO_NAME: _no_name,
}
