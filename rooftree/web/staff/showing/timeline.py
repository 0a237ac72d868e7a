"""A story as a page tells it: by month, newest first, with links to what each entry is about."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlencode

from rooftree.desk.histories.changes import Change
from rooftree.desk.histories.happenings import Kind
from rooftree.desk.histories.story import Entry, Timeline
from rooftree.web import shown_day
from rooftree.web.components import parts, words
from rooftree.web.components.parts import Link
from rooftree.web.staff.showing.facts import source_of, value_worded
from rooftree.web.staff.showing.labels import label, what_a_row_is
from rooftree.web.staff.showing.sections import EmptyBlock, Section, TimelineBlock

KINDS = {
    Kind.TENANCIES: "Tenancies",
    Kind.PEOPLE: "People",
    Kind.VISITS: "Visits",
    Kind.REPAIRS: "Repairs",
    Kind.SAFETY: "Safety checks",
    Kind.LETTINGS: "Voids and lettings",
    Kind.CONTACTS: "Contacts and complaints",
    Kind.MESSAGES: "Messages",
    Kind.RENT: "Arrears",
    Kind.NEEDS: "Applications and homelessness",
    Kind.RECORD: "Changes to the record",
}
PAGES = {
    "tenancy": "tenancy",
    "person": "person",
    "unit": "home",
    "work_order": "repair",
    "housing_application": "application",
    "homelessness_case": "case",
}
"""Which page a table's record has."""


def timeline_section(
    timeline: Timeline,
    *,
    keep: Mapping[str, str],
    before: str = "",
    today: datetime.date,
    closed: Collection[str] = (),
) -> Section:
    """The story as a section. `keep` is what the page's address carries besides (the day as known).

    `closed` are the tables whose pages the reader may not open: their entries are words, not links.
    """
    if not timeline.count:
        text = "What happens comes from NEC, Locata, Keystone and Oneserve each night. None names a day here."
        return Section("timeline", "Timeline", [EmptyBlock("Nothing has happened yet", text)], count=0)
    block = TimelineBlock(
        kinds=_kinds(timeline, keep),
        months=_months(timeline.entries, today, closed),
        earlier=_earlier(timeline, keep),
        newest=Link("Back to the newest", _address(keep, timeline.kinds)) if before else None,
    )
    return Section("timeline", "Timeline", [block], count=timeline.count)


def _address(keep: Mapping[str, str], kinds: object, before: str = "") -> str:
    chosen = [str(one) for one in kinds] if isinstance(kinds, list | tuple | frozenset) else []
    asked = [*keep.items(), *(("kind", one) for one in sorted(chosen))]
    return f"?{urlencode([*asked, *([('before', before)] if before else [])])}"


def _kinds(timeline: Timeline, keep: Mapping[str, str]) -> list[Link]:
    every = Link("All", _address(keep, ()), timeline.count, current=not timeline.kinds)
    return [
        every,
        *(
            Link(title, _address(keep, (kind,)), timeline.counts[kind], current=kind in timeline.kinds)
            for kind, title in KINDS.items()
            if timeline.counts[kind]
        ),
    ]


def _earlier(timeline: Timeline, keep: Mapping[str, str]) -> Link | None:
    if not timeline.earlier or timeline.since is None:
        return None
    count = f"{timeline.left:,} {'entry' if timeline.left == 1 else 'entries'}"
    said = f"Earlier: {count}, back to {words.day(timeline.since)}"
    return Link(said, _address(keep, timeline.kinds, timeline.earlier))


def _months(
    entries: Sequence[Entry], today: datetime.date, closed: Collection[str]
) -> list[tuple[str, Sequence[parts.Entry]]]:
    return [
        (month, [_entry(one, today, closed) for one in group])
        for month, group in groupby(entries, key=lambda one: f"{one.day:%B %Y}")
    ]


def _entry(one: Entry, today: datetime.date, closed: Collection[str]) -> parts.Entry:
    at = words.clock(one.when) if isinstance(one.when, datetime.datetime) else ""
    return parts.Entry(
        when="Today" if one.day == today else one.day,
        when_sub=at,
        title=_title(one),
        text=one.text,
        href=page_of(*one.leads) if one.leads and one.leads[0] not in closed else "",
        is_key=one.is_key,
        lines=[change_line(one.record.table, change) for change in one.changes],
        source=source_of(one.record, about=one.title),
    )


def _title(one: Entry) -> str:
    return f"{one.title}: {what_a_row_is(one.record.table).lower()}" if one.kind is Kind.RECORD else one.title


def change_line(table: str, change: Change) -> str:
    """ "Date of birth: 14 May 1951, now 14 March 1951"."""
    before, after = (
        str(words.shown(value_worded(table, change.column, value))) for value in (change.before, change.after)
    )
    now = "not known any more" if after == words.NOT_KNOWN else f"now {after}"
    return f"{label(table, change.column)}: {before}, {now}"


def page_of(table: str, id_: str) -> str:
    """The address of a record's page; no text when its kind has none."""
    name = PAGES.get(table)
    return shown_day.page_of(name, id_) if name else ""
