"""One exception: what is wrong, why it matters, how it is mended, what happened to it, what can be done."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rooftree.desk import quality as desk
from rooftree.desk.freshness import title_of
from rooftree.desk.quality import ExceptionPage
from rooftree.oversight.quality.listing.choices import table_called
from rooftree.oversight.quality.queries.one import ExceptionWhole, Happened
from rooftree.oversight.quality.queries.shown import ExceptionShown
from rooftree.oversight.quality.rules.rights import may_work
from rooftree.oversight.quality.rules.states import State, What
from rooftree.records.claims.held import record_id
from rooftree.reference.accounts.rules import Viewer, may_see_runs, may_waive_exceptions
from rooftree.reference.audit.actions import record_reading
from rooftree.reference.standard.quality.queries import severities
from rooftree.reference.standard.quality.rules import Severity
from rooftree.web import clock
from rooftree.web.components import words
from rooftree.web.components.parts import Entry, Fact, Link
from rooftree.web.requests import StaffRequest
from rooftree.web.staff.homes import SEES_RECORDS
from rooftree.web.staff.names import home_link, person_link
from rooftree.web.staff.quality.beside import grid
from rooftree.web.staff.quality.forms import CommentForm
from rooftree.web.staff.quality.words import WHAT_IT_IS, severity, stands, when_due
from rooftree.web.staff.runs import SEES_RUNS
from rooftree.web.staff.showing.facts import value_worded
from rooftree.web.staff.showing.labels import label
from rooftree.web.visibility import visible_to

PAGES = {"tenancy": "tenancy", "work_order": "repair"}
"""Records besides homes and people that have a page of their own."""


@dataclass(frozen=True, slots=True)
class Can:
    """What the viewer may do with it now, and where."""

    work: bool
    waive: bool
    unwaive: bool
    comment: bool

    @property
    def anything(self) -> bool:
        """Whether there is anything to do but to comment."""
        return self.work or self.waive or self.unwaive


@visible_to(*SEES_RECORDS)
@require_safe
def exception(request: StaffRequest, exception_id: str) -> HttpResponse:
    """One exception."""
    own = record_id(exception_id)
    page = desk.exception(str(own), viewer=request.viewer, today=clock.today()) if own else None
    if page is None:
        raise Http404
    _note(request, page)
    return render(request, "staff/quality/exception.html", _context(request, page))


def _note(request: StaffRequest, page: ExceptionPage) -> None:
    """The line in the audit trail: of whom or of which home something was read."""
    one = page.whole.exception
    subject_type, subject_id = "exception", str(one.id)
    if page.person:
        subject_type, subject_id = "person", page.person.id
    elif page.home:
        subject_type, subject_id = "unit", page.home.id
    record_reading(
        by=request.viewer,
        now=clock.now(),
        subject_type=subject_type,
        subject_id=subject_id,
        part=f"exception to {one.rule_id}",
    )


def _context(request: StaffRequest, page: ExceptionPage) -> dict[str, Any]:
    whole, viewer = page.whole, request.viewer
    one = whole.exception
    can = _can(whole, viewer)
    return {
        "nav": "exception-queue",
        "one": one,
        "rule": whole.rule,
        "title": one.title,
        "kind": f"{table_called(one.table_name)} in {title_of(one.source_system)} falls short of",
        "identity_facts": _identity(one),
        "what_it_is": WHAT_IT_IS,
        "wrong": _wrong(page),
        "mending": _mending(page),
        "link": page.link,
        "system": title_of(one.source_system),
        "grid": grid(page.beside, one) if page.beside else None,
        "about_rule": _about_rule(whole),
        "happened": [_entry(each, viewer) for each in reversed(whole.happened)] + [_first(one)],
        "can": can,
        "comment_form": CommentForm() if can.comment else None,
        "back": f"of={one.id}",
        "side": _side(bool(page.beside), can),
    }


def _side(has_grid: bool, can: Can) -> list[Link]:
    found = [Link("What is wrong", "#wrong"), Link("How to mend it", "#mend")]
    if has_grid:
        found.append(Link("Side by side", "#beside"))
    if can.comment:
        found.append(Link("What you can do", "#do"))
    return [*found, Link("The rule", "#rule"), Link("What has happened", "#story")]


def _can(whole: ExceptionWhole, viewer: Viewer) -> Can:
    one = whole.exception
    works = may_work(one.table_name, viewer)
    waived, resolved = one.state is State.WAIVED, one.state is State.RESOLVED
    steward = works and may_waive_exceptions(viewer)
    return Can(
        work=works and not resolved,
        waive=steward and not waived and not resolved,
        unwaive=steward and waived,
        comment=works,
    )


def _identity(one: ExceptionShown) -> list[Fact]:
    facts = [Fact("State", stands(one.state, one.waived_until).words)]
    if one.state is State.RESOLVED:
        return [*facts, Fact("Resolved", one.since_on), Fact("It stood for", _days(one.days))]
    grave = severity(one.severity).words
    mend_by = Fact("Mend by", one.due_on, sub=f"({when_due(one.due_on, clock.today())})")
    if one.state is State.WAIVED:
        mend_by = Fact("Waived until", one.waived_until)
    return [*facts, Fact("Severity", grave), mend_by, Fact("Given to", _whose(one))]


def _whose(one: ExceptionShown) -> str:
    return ", ".join(part for part in (one.assigned_to, one.team) if part) or "Nobody yet"


def _days(count: int) -> str:
    return words.counted(count, "day", "days")


def _wrong(page: ExceptionPage) -> list[Fact]:
    whole = page.whole
    one = whole.exception
    facts = [
        Fact("Row", f"{one.source_key} in {title_of(one.source_system)}", sub=table_called(one.table_name))
    ]
    if one.column_name:
        facts.append(Fact("Field", label(one.table_name, one.column_name)))
    why_not = whole.observed.why_not
    if why_not:
        facts.append(Fact("It holds now", why_not.replace(one.source_system, title_of(one.source_system))))
    else:
        value = value_worded(one.table_name, one.column_name, whole.observed.value)
        facts.append(Fact("It holds now", value if value not in (None, "") else "Nothing"))
    if page.home:
        facts.append(Fact("Home", home_link(page.home).words, href=home_link(page.home).href))
    if page.person:
        facts.append(Fact("Person", person_link(page.person).words, href=person_link(page.person).href))
    if (route := PAGES.get(whole.record_type)) and whole.record_id:
        facts.append(
            Fact("Record", table_called(whole.record_type), href=reverse(route, args=[whole.record_id]))
        )
    return [*facts, *_standing(one)]


def _standing(one: ExceptionShown) -> list[Fact]:
    facts = [Fact("First seen", one.first_seen_on, sub=f"{_days(one.days)} ago" if one.days else "")]
    if one.state is State.RESOLVED:
        facts = [Fact("First seen", one.first_seen_on)]
    if one.reopened:
        facts.append(Fact("Came back", words.listed([words.counted(one.reopened, "time", "times")])))
    return facts


def _mending(page: ExceptionPage) -> list[Fact]:
    rule, one = page.whole.rule, page.whole.exception
    if rule is None:
        return []
    system = title_of(rule.mend_in or one.source_system)
    link = (
        Link(f"Open it in {system}", page.link)
        if page.link and system == title_of(one.source_system)
        else None
    )
    terms = severities()[Severity(one.severity)]
    return [
        Fact("Mend it in", system if link is None else link.words, href=link.href if link else ""),
        Fact("Who answers for it", one.owner or "Nobody yet"),
        Fact(
            "Within",
            words.counted(terms.due_days, "day", "days"),
            sub=f"{terms.title}: {terms.meaning.lower()}",
        ),
    ]


def _about_rule(whole: ExceptionWhole) -> list[Fact]:
    one, rule = whole.exception, whole.rule
    href = reverse("rule", args=[one.rule_id])
    if rule is None:
        return [Fact("Rule", one.title, href=href, sub="no longer part of the standard")]
    facts = [
        Fact("Rule", rule.title, href=href, sub=f"{rule.id}, version {rule.version}"),
        Fact("Dimension", rule.dimension.value.capitalize()),
        Fact("Recommendation", rule.recommendation, sub="of the Housing Ombudsman’s report"),
    ]
    return [*facts, Fact("Where it comes from", rule.source)] if rule.source else facts


def _entry(one: Happened, viewer: Viewer) -> Entry:
    title = f"{one.words} by {one.by}" if one.run_id is None else one.words
    if one.to:
        to = words.day(datetime.date.fromisoformat(one.to)) if one.what is What.WAIVED else one.to
        title += f", {'until' if one.what is What.WAIVED else 'to'} {to}"
    sees_runs = may_see_runs(viewer) and viewer.has_role(*SEES_RUNS)
    return Entry(
        when=words.day(one.at),
        when_sub=words.clock(one.at),
        title=title,
        text=one.said,
        href=reverse("run", args=[one.run_id]) if one.run_id and sees_runs else "",
        is_key=one.what in (What.RESOLVED, What.REOPENED),
    )


def _first(one: ExceptionShown) -> Entry:
    return Entry(when=words.day(one.first_seen_on), title="First seen by the nightly check", is_key=True)
