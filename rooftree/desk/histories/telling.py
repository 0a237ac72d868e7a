"""What happened, told in words from the records that say so."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rooftree.desk.histories.happenings import HAPPENINGS, Happening, Kind, When
from rooftree.records.claims.held import LONDON, Held, ids_of
from rooftree.records.people.rules import humane
from rooftree.reference.standard.quality.in_force import label as code_label
from rooftree.reference.standard.queries import contracts


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened, in words."""

    when: When
    kind: Kind
    title: str
    text: str
    record: Held
    leads: tuple[str, str] | None
    """The table and id of the record whose page tells more."""
    is_key: bool = False
    column: str = ""


def told(records: Mapping[str, Sequence[Held]], *, names: Mapping[str, Held]) -> Iterator[Told]:
    """Everything that records say happened; `names` are the people by id."""
    became_repairs = set(ids_of(records.get("work_order", ()), "service_request"))
    for one in HAPPENINGS:
        for held in records.get(one.table, ()):
            when = _when(held, one)
            if when is not None and held.id not in became_repairs and (one.needs is None or one.needs(held)):
                yield _told(held, one, when, names)
    yield from _run_out(records.get("certification", ()))
    yield from _messages(records.get("notification", ()))


def _when(held: Held, one: Happening) -> When | None:
    """A moment at midnight is how systems write a day."""
    column = one.column if held.facts.get(one.column) or not one.else_column else one.else_column
    moment = held.moment(column)
    if moment is None or moment.astimezone(LONDON).time() == datetime.time():
        return held.day(column)
    return moment


def _told(held: Held, one: Happening, when: When, names: Mapping[str, Held]) -> Told:
    who = held if held.table == "person" else names.get(held.link("person"))
    title = one.title.format(who=called(who), kind=in_words(held, "kind") or "Certificate")
    about = ", ".join(said for name in one.about if (said := in_words(held, name)))
    text = ", ".join(said for name in one.text if (said := in_words(held, name)))
    return Told(
        when=when,
        kind=one.kind,
        title=f"{title}: {about}" if about else title,
        text=text,
        record=held,
        leads=_leads(held, one.leads),
        is_key=bool(one.is_key) and any(held.text(name) in one.is_key for name in one.about),
        column=one.column,
    )


def _leads(held: Held, link: str) -> tuple[str, str] | None:
    if link == "self":
        return (held.table, held.id)
    return (link, held.link(link)) if link and held.link(link) else None


def _run_out(certificates: Sequence[Held]) -> Iterator[Told]:
    """A certificate that ran out before the next one of its kind was made."""
    for held in certificates:
        until = held.day("expires_on")
        if until is None or held.facts.get("not_required"):
            continue
        later = [
            made
            for one in certificates
            if one.text("kind") == held.text("kind") and (made := one.day("issued_on")) and one is not held
        ]
        issued = held.day("issued_on")
        if any((issued is None or made > issued) and made <= until for made in later):
            continue
        title = f"{in_words(held, 'kind') or 'Certificate'} ran out"
        text = held.text("number")
        yield Told(until, Kind.SAFETY, title, text, held, None, is_key=True, column="expires_on")


def _messages(sent: Sequence[Held]) -> Iterator[Told]:
    """What was sent about one visit is one entry, on the day of the last of them."""
    of_visit: dict[str, list[Held]] = {}
    for held in sent:
        if held.moment("sent_at"):
            of_visit.setdefault(held.link("appointment") or held.id, []).append(held)
    for messages in of_visit.values():
        rows = sorted(messages, key=lambda one: str(one.moment("sent_at")))
        last = rows[-1]
        when = last.moment("sent_at")
        if when is None:
            continue
        failed = [one for one in rows if one.text("status") in NOT_DELIVERED]
        count = "A message" if len(rows) == 1 else f"{len(rows)} messages"
        title = f"{count} sent about a visit" + (f": {len(failed)} did not arrive" if failed else "")
        text = "; ".join(_message(one) for one in rows)
        yield Told(when, Kind.MESSAGES, title, text, last, None, is_key=bool(failed), column="sent_at")


NOT_DELIVERED = ("failed", "undeliverable", "opted_out")


def _message(held: Held) -> str:
    """ "The day before (4 March, text message to 07700 900097, delivered)"."""
    day = held.day("sent_at")
    parts = [
        f"{day.day}\u00a0{day:%B}" if day else "",
        in_words(held, "channel").lower(),
        held.text("sent_to"),
        in_words(held, "status").lower(),
    ]
    return f"{in_words(held, 'kind') or 'Message'} ({', '.join(part for part in parts if part)})"


def called(person: Held | None) -> str:
    """A person in a sentence."""
    return (person and humane(person.text("full_name"))) or "Somebody we cannot name"


def in_words(held: Held, column: str) -> str:
    """A fact as a sentence has it: codes by their labels, pence as pounds."""
    value = held.facts.get(column)
    found = contracts()[held.table].column(column)
    if value is None or value == "":
        return held.text(f"{column}_source") if found and found.codes else ""
    if found and found.codes:
        return code_label(found.codes, str(value))
    if column.endswith("_pence") and isinstance(value, int):
        return f"£{value / 100:,.2f} {'owed' if value > 0 else 'in credit'}"
    text = str(value)
    return text.capitalize() if column == "description" and text.isupper() else text


def day_of(when: When) -> datetime.date:
    """The day in London."""
    return when.astimezone(LONDON).date() if isinstance(when, datetime.datetime) else when
