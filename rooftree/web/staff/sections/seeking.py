"""What somebody asked for to have a home: the housing register, homelessness, temporary accommodation."""

from collections.abc import Iterable
from dataclasses import dataclass

from rooftree.desk.person import PersonPage
from rooftree.records.claims.held import Held
from rooftree.web import shown_day
from rooftree.web.components.parts import Fact, Kind, Link, Status
from rooftree.web.staff.names import home_link, person_link
from rooftree.web.staff.sections.home import newest_first, role_of
from rooftree.web.staff.showing.facts import source_of
from rooftree.web.staff.showing.layouts import LAYOUTS
from rooftree.web.staff.showing.sections import Block, EmptyBlock, Section
from rooftree.web.staff.showing.tables import Cell, Line, TableBlock, table

NEEDS = (
    ("housing_application", "On the housing register", "band_on"),
    ("bid", "Bids", "bid_on"),
    ("offer", "Offers", "offered_on"),
    ("homelessness_case", "Homelessness cases", "applied_on"),
    ("homelessness_duty", "Duties owed", "starts_on"),
    ("temporary_accommodation_placement", "Temporary accommodation", "entered_on"),
)
BRIEF = ("housing_application", "homelessness_case", "temporary_accommodation_placement")
SEEKING = (("housing_application", "application", "Application"), ("homelessness_case", "case", "Case"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Their place in the household of what somebody else asked for."""

    member: Held
    asked: Link
    by: Held | None
    """Who asked; none when the household names nobody as its head."""


def beside_others(page: PersonPage) -> list[Beside]:
    """The applications and cases of others in whose households they are, from what the page has read."""
    own = {one.id for name, _, _ in SEEKING for one in page.records[name]}
    households = {one.id: one for one in page.records["household"]}
    heads = {
        one.link("household"): page.persons.get(one.link("person"))
        for one in page.known.get("household_member", ())
        if one.facts.get("is_head")
    }
    found = []
    for member in page.records["household_member"]:
        household = households.get(member.link("household"))
        asked = _asked(household) if household else None
        if household and asked and asked[0] not in own:
            found.append(Beside(member, asked[1], heads.get(household.id)))
    return found


def _asked(household: Held) -> tuple[str, Link] | None:
    """The application or case that a household is of: its id, and the way to it."""
    for name, route, words in SEEKING:
        if asked := household.link(name):
            said = f"{words} {household.text('household_ref')}".strip()
            return asked, Link(said, shown_day.page_of(route, asked))
    return None


def beside_fact(page: PersonPage) -> Fact | None:
    """For somebody who is in no home of ours: with whose application they are known."""
    found = [one for one in beside_others(page) if not one.member.ended_on]
    if not found:
        return None
    role = role_of(found[0].member).lower()
    by = found[0].by
    sub = f"{role} of {person_link(by).words}" if by else role
    return Fact("Known from", found[0].asked.words, href=found[0].asked.href, sub=sub)


def needs_count(page: PersonPage) -> int:
    """How many applications and cases, their own and those of others that they are part of."""
    return sum(len(page.records[name]) for name, _, _ in SEEKING) + len(beside_others(page))


def application_links(records: Iterable[Held]) -> dict[str, Link]:
    """Applications and homelessness cases by id."""
    found = {}
    for one in records:
        if one.table == "housing_application":
            said = one.text("application_ref") or "An application"
            found[one.id] = Link(said, shown_day.page_of("application", one.id))
        else:
            found[one.id] = Link(one.text("case_ref") or "A case", shown_day.page_of("case", one.id))
    return found


def needs(page: PersonPage, *, brief: bool = False) -> Section:
    """Applications with bids and offers; cases with duties and placements."""
    records = page.records
    names = {one.id: home_link(one) for one in page.homes.values()}
    names |= application_links([*records["housing_application"], *records["homelessness_case"]])
    blocks: list[Block] = [
        table(caption, newest_first(rows, order), LAYOUTS[name], names=names, show_caption=True)
        for name, caption, order in NEEDS
        if (rows := records[name]) and (not brief or name in BRIEF)
    ]
    if others := beside_others(page):
        blocks.append(_with_others(others))
    if not blocks:
        text = "Applications and homelessness cases come from Locata each night. None names this person."
        blocks.append(EmptyBlock("No application and no case", text))
    more = Link("Bids, offers and duties", "needs/") if brief else None
    return Section("needs", "Applications and homelessness", blocks, count=needs_count(page), link=more)


def _with_others(others: Iterable[Beside]) -> TableBlock:
    """What others asked for with them: as whom they are in its household, and who asked."""
    lines = []
    for one in others:
        who = person_link(one.by)
        gone = Status(Kind.NONE, "No longer in the source") if one.member.ended_on else None
        cells = [
            ("Application or case", Cell(one.asked.words, "", one.asked.href, gone), False),
            ("As", Cell(role_of(one.member)), False),
            ("Asked for by", Cell(who.words, "", who.href), False),
        ]
        ended = one.member.ended_on is not None
        lines.append(Line(cells, source_of(one.member, about=one.asked.words), ended))
    heads = [(head, False) for head in ("Application or case", "As", "Asked for by")]
    caption = "In the household of somebody who asked"
    return TableBlock(caption, heads, lines, show_caption=True)
