"""One box: names, addresses, postcodes, UPRNs, references, telephones, e-mails, dates of birth."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rooftree.records.claims.held import Found, Held
from rooftree.records.homes import queries as homes
from rooftree.records.matching import queries as matching
from rooftree.records.people import queries as people
from rooftree.records.repairs import queries as repairs
from rooftree.records.tenancies import queries as tenancies
from rooftree.reference.accounts.rules import Viewer

LONGEST = 200
MOST_WORDS = 8
MOST_SHOWN = 200
PART_OF_POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?( ?[0-9][A-Z]{0,2})?$")
WHOLE_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?) ?([0-9][A-Z]{2})\b")
REFERENCE = re.compile(r"^[\w./#-]{2,60}$")
DAY = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$")
ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody typed, as each kind of thing that it might be."""

    text: str
    words: tuple[str, ...] = ()
    reference: str = ""
    postcode: str = ""
    digits: str = ""
    phone: str = ""
    email: str = ""
    born_on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found, and why; `lives` says where a person lives."""

    record: Held
    why: str
    lives: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, the nearest first."""

    sought: Sought
    people: Sequence[Hit] = ()
    homes: Sequence[Hit] = ()
    tenancies: Sequence[Hit] = ()
    repairs: Sequence[Hit] = ()

    @property
    def count(self) -> int:
        """How many in all."""
        return len(self.people) + len(self.homes) + len(self.tenancies) + len(self.repairs)


def sought(typed: str) -> Sought:
    """Reads what was typed. Control characters, which no record holds and no database takes, are let go."""
    clean = "".join(mark if unicodedata.category(mark) != "Cc" else " " for mark in typed[:LONGEST])
    text = " ".join(clean.split())
    digits = re.sub(r"\D", "", text) if re.fullmatch(r"[\d\s()+-]+", text) else ""
    email = text.lower() if re.fullmatch(r"[^@\s]+@[^@\s]+", text) else ""
    born_on = _day(text)
    upper = text.upper()
    whole = WHOLE_POSTCODE.search(upper)
    postcode = f"{whole[1]} {whole[2]}" if whole and whole[0] == upper else ""
    if not postcode and PART_OF_POSTCODE.match(upper) and len(upper) > 2:
        postcode = upper
    words = tuple(re.findall(r"[\w'’-]+", text))[:MOST_WORDS]
    return Sought(
        text=text,
        words=() if email or (digits and len(digits) > 5) or born_on else words,
        reference=text if REFERENCE.match(text) else "",
        postcode=postcode,
        digits=digits,
        phone=_phone(digits),
        email=email,
        born_on=born_on,
    )


def _phone(digits: str) -> str:
    """National digits, as records keep them; nothing where it is too short to be a number."""
    national = re.sub(r"^(0044|44)0?", "0", digits)
    return (national if national.startswith("0") else f"0{national}") if len(digits) >= 9 else ""


def _day(text: str) -> datetime.date | None:
    found, iso = DAY.match(text), ISO_DAY.match(text)
    parts = found.groups()[::-1] if found else iso.groups() if iso else None
    try:
        return datetime.date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def search(typed: str, *, viewer: Viewer, today: datetime.date) -> Results:
    """Everything that fits, each with why; nothing for nothing."""
    asked = sought(typed)
    if not asked.text:
        return Results(asked)
    reference = asked.reference
    persons = people.found(
        words=asked.words, phone=asked.phone, email=asked.email, born_on=asked.born_on, viewer=viewer
    )
    units = homes.found(
        words=_address_words(asked),
        postcode=asked.postcode,
        digits=asked.digits,
        reference=reference,
        viewer=viewer,
    )
    agreements: list[Found] = []
    jobs: list[Found] = []
    if reference:
        persons += matching.found(reference, entity_type="person", viewer=viewer)
        persons += tenancies.people_found(reference, viewer=viewer)
        units += matching.found(reference, entity_type="unit", viewer=viewer)
        agreements = tenancies.found(reference, viewer=viewer)
        jobs = repairs.found(reference, viewer=viewer)
    return _loaded(asked, persons, units, agreements, jobs, viewer=viewer, today=today)


def _address_words(asked: Sought) -> tuple[str, ...]:
    """A whole postcode inside an address is one word, spaced as records keep it."""
    whole = WHOLE_POSTCODE.search(asked.text.upper())
    if not whole or not asked.words:
        return asked.words
    rest = re.findall(r"[\w'’-]+", asked.text.upper().replace(whole[0], " "))
    return (*rest[:MOST_WORDS], f"{whole[1]} {whole[2]}")


def _loaded(
    asked: Sought,
    persons: list[Found],
    units: list[Found],
    agreements: list[Found],
    jobs: list[Found],
    *,
    viewer: Viewer,
    today: datetime.date,
) -> Results:
    persons, units, agreements, jobs = (_nearest(hits) for hits in (persons, units, agreements, jobs))
    known = people.by_ids([hit.id for hit in persons], viewer=viewer)["person"] if persons else []
    lives = people.homes_of([hit.id for hit in persons], viewer=viewer, today=today) if persons else {}
    rows = homes.by_ids([hit.id for hit in units], viewer=viewer)["unit"] if units else []
    held = (
        tenancies.of_tenancies([hit.id for hit in agreements], viewer=viewer)["tenancy"] if agreements else []
    )
    orders = repairs.by_ids([hit.id for hit in jobs], viewer=viewer)["work_order"] if jobs else []
    return Results(
        sought=asked,
        people=_hits(persons, known, lives),
        homes=_hits(units, rows),
        tenancies=_hits(agreements, held),
        repairs=_hits(jobs, orders),
    )


def _nearest(hits: Iterable[Found]) -> list[Found]:
    """Each record once with every reason, the nearest first; their own order among equals."""
    found: dict[str, Found] = {}
    for hit in hits:
        before = found.get(hit.id)
        if before is None:
            found[hit.id] = hit
        elif hit.why not in before.why:
            nearness = max(before.nearness, hit.nearness)
            found[hit.id] = Found(hit.id, f"{before.why}; {hit.why[:1].lower()}{hit.why[1:]}", nearness)
    return sorted(found.values(), key=lambda hit: -hit.nearness)[:MOST_SHOWN]


def _hits(
    found: Sequence[Found], records: Sequence[Held], lives: dict[str, dict[str, Any]] | None = None
) -> list[Hit]:
    by_id = {record.id: record for record in records}
    hits = [Hit(by_id[one.id], one.why, (lives or {}).get(one.id)) for one in found if one.id in by_id]
    return [hit for hit in hits if not hit.record.ended_on] + [hit for hit in hits if hit.record.ended_on]
