"""Households as tables: who lives there and what each system says, households over time, every span."""

import datetime
from collections.abc import Mapping, Sequence

from rooftree.desk.households.living import AtHome
from rooftree.desk.households.telling import WHAT, whom
from rooftree.records.claims.held import Held
from rooftree.records.households.rules.ages import Band
from rooftree.records.households.rules.claims import Basis, Claim
from rooftree.records.households.rules.living import Lives
from rooftree.records.households.rules.periods import Period
from rooftree.reference.register.rules import called
from rooftree.reference.standard.quality.in_force import label
from rooftree.web import shown_day
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Source, Status
from rooftree.web.staff.names import home_link
from rooftree.web.staff.showing.facts import source_of
from rooftree.web.staff.showing.sections import in_order
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock

Rows = Mapping[str, Held]
LISTS = (Basis.TENANCY, Basis.PLACEMENT, Basis.APPLICATION)
"""What lists a household, so that whom it leaves out, it leaves out; a contact is one person."""


def who_lives(caption: str, home: AtHome) -> TableBlock:
    """Each person of the day, and what each system says of them."""
    systems = systems_of(home)
    heads = ["Person", "Age", *(called(one) for one in systems)]
    lines = [_line(one, home, systems) for one in home.now.everybody]
    return TableBlock(caption, [(head, False) for head in heads], lines)


def systems_of(home: AtHome) -> list[str]:
    """The systems that speak of who lives there, in the order of grids."""
    said = {one.system for one in home.said.claims} | ({home.said.lets} if home.said.lets else set())
    return sorted(said, key=in_order)


def _line(one: Lives, home: AtHome, systems: Sequence[str]) -> Line:
    name = whom(home.said, one.who.id, one.claims)
    name = f"{name[:1].upper()}{name[1:]}"
    told_only = one in home.now.told
    status = Status(Kind.DUE, "Not counted") if told_only else None
    href = shown_day.page_of("person", one.who.id)
    cells = [
        ("Person", Cell(name, role(one.claims[0]), href, status), False),
        ("Age", _age(one), False),
        *((called(system), said_by(system, one, home), False) for system in systems),
    ]
    return Line(cells, _source(one.claims[0], home.rows, name))


def _source(claim: Claim, rows: Rows, about: str) -> Source:
    row = rows.get(claim.row)
    return source_of(row, about=about) if row else Source(called(claim.system), about=about)


def role(claim: Claim) -> str:
    """As whom somebody is in a household."""
    if claim.basis is Basis.CONTACT:
        return "Contact"
    if claim.is_main and claim.basis is Basis.TENANCY:
        return "Main tenant"
    said = label("relationship", claim.role) if claim.role else ""
    if claim.is_party:
        return f"Joint tenant, {said.lower()}" if said else "Joint tenant"
    if claim.role == "main":
        return "Applicant"
    return said or "Household member"


def _age(one: Lives) -> Cell:
    born = one.who.born_on
    sub = f"born {words.day(born)}" if born else ""
    if one.age is not None and not born:
        sub = "as a system states it"
    if one.is_grown_child:
        sub += "; listed as a child"
    return Cell(one.age, sub)


def said_by(system: str, one: Lives, home: AtHome) -> Cell:
    """What a system says of somebody on the day: that they live there, that they left, or not a word."""
    day = home.now.day
    told = [claim for claim in one.told_on(day) if claim.system == system]
    if told:
        return _told(told[0], one, home)
    own = [claim for claim in one.claims if claim.system == system]
    if ended := [claim for claim in own if claim.has_ended_by(day)]:
        last = max(ended, key=lambda claim: claim.until_on or day)
        return Cell(f"Until {words.day(last.until_on)}", ended_by(last))
    if yet := [claim for claim in own if claim.from_on and claim.from_on > day]:
        first = min(yet, key=lambda claim: claim.from_on or day)
        return Cell(f"Only from {words.day(first.from_on)}", paper_words(first))
    others = [claim for each in home.now.everybody for claim in each.told_on(day)]
    if any(claim.system == system and claim.basis in LISTS for claim in others):
        return Cell("Not listed")
    return Cell(blank=True)


def _told(claim: Claim, one: Lives, home: AtHome) -> Cell:
    """Since when, by which paper; under which name, where it has somebody else's id."""
    since = f"Since {words.day(claim.from_on)}" if claim.from_on else "Lives here"
    if claim.basis is Basis.APPLICATION:
        since = f"Listed since {words.day(claim.from_on)}" if claim.from_on else "Listed"
    elif claim.basis is Basis.CONTACT:
        since = "Contact"
    sub = paper_words(claim)
    if claim.person_id != one.who.id:
        apart = f"as {whom(home.said, claim.person_id, [claim])}, a record apart"
        sub = f"{sub}, {apart}" if sub else apart
    doubt = claim.sure_until is not None and claim.sure_until <= home.now.day
    return Cell(since, sub, status=Status(Kind.DUE, "Case closed") if doubt else None)


def paper_words(claim: Claim) -> str:
    """ "tenancy 00451340"."""
    what = WHAT.get(claim.paper.table, "")
    return f"{what} {claim.paper.ref}".strip() if what else ""


def ended_by(claim: Claim) -> str:
    """Why somebody's time there ended."""
    if claim.left_on:
        return "moved out"
    return "the tenancy ended" if claim.basis is Basis.TENANCY else "left the placement"


def over_time(periods: Sequence[Period], home: AtHome) -> TableBlock:
    """The households of a home, the latest first."""
    heads = [("From", False), ("Until", False), ("People", True), ("Who", False), ("What changed", False)]
    lines = [_period(one, home) for one in periods]
    return TableBlock("Households over time", heads, lines)


def _period(one: Period, home: AtHome) -> Line:
    names = ", ".join(whom(home.said, each.who.id, each.claims) for each in one.lives)
    ids = [each.who.id for each in one.lives] or one.went
    systems = dict.fromkeys(claim.system for claim in home.said.claims if claim.person_id in ids)
    cells = [
        ("From", Cell(one.from_on or "Not told"), False),
        ("Until", Cell(one.until_on, blank=one.until_on is None), False),
        ("People", Cell(len(one.lives)), True),
        ("Who", Cell(names or "Nobody known"), False),
        ("What changed", Cell(_changed(one, home), blank=True), False),
    ]
    return Line(cells, Source(" and ".join(called(each) for each in systems)))


def _changed(one: Period, home: AtHome) -> str:
    """Who came and who went; of a whole household, that it did."""
    if not one.lives:
        return "All left"
    if len(one.came) == len(one.lives):
        return "Another household moved in" if one.went else "Moved in"
    said = [
        f"{', '.join(whom(home.said, each) for each in ids)} {how}"
        for ids, how in ((one.came, "came"), (one.went, "left"))
        if ids
    ]
    return "; ".join(said)


def spans(
    claims: Sequence[Claim], home: AtHome | None, *, homes: Rows, rows: Rows, day: datetime.date
) -> TableBlock:
    """Every time that a system gives, the latest first: of a home by person, of a person by home."""
    first = "Person" if home else "Home"
    ordered = sorted(claims, key=lambda one: (one.is_over, _latest_first(one)))
    lines = [_span(one, home, homes, rows, day) for one in ordered]
    heads = [(head, False) for head in (first, "As", "By", "From", "Until")]
    caption = "Who says so, from when to when" if home else "Where, from when to when"
    return TableBlock(caption, heads, lines, folded=f"Every entry: {len(lines)}" if home else "")


def _latest_first(claim: Claim) -> tuple[int, int]:
    until = (claim.until_on or datetime.date.max).toordinal()
    return (-until, -(claim.from_on or datetime.date.min).toordinal())


def _span(claim: Claim, home: AtHome | None, homes: Rows, rows: Rows, day: datetime.date) -> Line:
    if home:
        name = whom(home.said, claim.person_id, [claim])
        who = Cell(f"{name[:1].upper()}{name[1:]}", "", shown_day.page_of("person", claim.person_id))
    else:
        place = homes.get(claim.home_id)
        link = home_link(place) if place else None
        who = Cell(link.words, "", link.href) if link else Cell("A home that is not held")
    holds = claim.is_told_on(day)
    until = Cell(claim.until_on, ended_by(claim)) if claim.until_on else Cell("", blank=True)
    if claim.is_over:
        until = Cell("Over", "no system says since when")
    elif claim.sure_until:
        until = Cell("No day given", f"the case closed on {words.day(claim.sure_until)}")
    cells = [
        (str("Person" if home else "Home"), who, False),
        ("As", Cell(role(claim)), False),
        ("By", Cell(called(claim.system), paper_words(claim)), False),
        ("From", Cell(claim.from_on or "Not told"), False),
        ("Until", until, False),
    ]
    return Line(cells, _source(claim, rows, str(who.value)), ended=not holds)


def ages_in_words(bands: Mapping[Band, int]) -> str:
    """ "Two aged 18 to 64, one aged 10 to 17 and one under 10."."""
    said = [
        f"{words.SMALL[count].lower() if count < len(words.SMALL) else count} {_banded(band)}"
        for band, count in reversed(list(bands.items()))
        if count
    ]
    return f"{words.listed(said)}." if said else ""


def _banded(band: Band) -> str:
    if band in (Band.UNDER_10,):
        return str(band.value)
    return "whose age is not known" if band is Band.NOT_KNOWN else f"aged {band.value}"
