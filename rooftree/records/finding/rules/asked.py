"""What somebody typed into the box, as each kind of thing that it might be."""

import datetime
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass

from rooftree.records.finding.rules import spelling

LONGEST = 200
MOST_WORDS = 8
MOST_REFERENCES = 4
LONGEST_WORD = 40
FIGURES_OF_A_REFERENCE = 5
"""A longer number is no house or flat."""
_TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "lady", "dame", "master", "prof")
_SMALL = ("the", "and", "of", "at", "in", "to", "on", "for", "ref", "reference", "no", "number")
_KINDS = ("tenancy", "job", "order", "repair", "case", "application", "request", "complaint", "account")
_SORTS = ("uprn", "dob", "born", "tel", "phone", "mobile", "email", "postcode")
LITTLE = frozenset({*_TITLES, *_SMALL, *_KINDS, *_SORTS})
"""They narrow nothing where something else was typed."""
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b", re.I)
PART_OF_POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ([0-9][a-z]?)$", re.I)
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
PHONE = re.compile(r"(?<![\w-])(?:\+|\(?0|44)[\d\s()-]{8,}(?![\w-])")
BARE_PHONE = re.compile(r"[\d\s()-]{10,16}")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERED_DAY = re.compile(r"(?<![\w/])(\d{1,2})([/. -])(\d{1,2})\2(\d{4}|\d{2})(?![\w/])")
ISO_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w-])")
NAMED_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ -](\d{4}|\d{2})\b", re.I)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, read."""

    text: str
    words: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    postcode: str = ""
    digits: str = ""
    phone: str = ""
    email: str = ""
    born_on: datetime.date | None = None

    @property
    def nothing(self) -> bool:
        """That there is nothing to look for."""
        return not (self.words or self.references or self.phone or self.email or self.born_on)


def sought(typed: str, *, today: datetime.date) -> Sought:
    """Reads what was typed. Control characters, which no record holds and no database takes, are let go."""
    clean = "".join(mark if unicodedata.category(mark)[0] != "C" else " " for mark in typed[:LONGEST])
    text = rest = " ".join(clean.split())
    email = EMAIL.search(rest)
    rest = rest.replace(email[0], " ") if email else rest
    born_on, rest = _day(rest, today)
    phone, rest = _phone(rest)
    digits = re.sub(r"\D", "", text) if re.fullmatch(r"[\d\s]+", text) else ""
    references = _references(text if digits else rest)
    postcode, rest = _postcode(rest)
    words = () if len(digits) >= FIGURES_OF_A_REFERENCE else _words(rest)
    return Sought(
        text=text,
        words=words,
        references=references,
        postcode=postcode,
        digits=digits,
        phone=phone,
        email=email[0].lower() if email else "",
        born_on=born_on,
    )


def _phone(text: str) -> tuple[str, str]:
    """National digits as records keep them, and the rest of the text."""
    found = PHONE.search(text) or BARE_PHONE.fullmatch(text)
    if not found:
        return "", text
    digits = re.sub(r"\D", "", found[0])
    national = re.sub(r"^(0044|44)0?", "0", digits)
    national = national if national.startswith("0") else f"0{national}"
    if not 10 <= len(national) <= 11:
        return "", text
    return national, text.replace(found[0], " ").strip()


def _day(text: str, today: datetime.date) -> tuple[datetime.date | None, str]:
    """A day of birth in any of the forms in use, and the rest of the text."""
    for form, order in ((ISO_DAY, (1, 2, 3)), (NUMBERED_DAY, (4, 3, 1)), (NAMED_DAY, (3, 2, 1))):
        found = form.search(text)
        if found:
            year, month, day = (found[at] for at in order)
            read = _date(year, month, day, today)
            if read:
                return read, text.replace(found[0], " ").strip()
    return None, text


def _date(year: str, month: str, day: str, today: datetime.date) -> datetime.date | None:
    """Two figures are the latest year in which somebody can have been born."""
    known = int(month) if month.isdecimal() else _month(month)
    years = [int(year)] if len(year) == 4 else [2000 + int(year), 1900 + int(year)]
    for whole in years:
        with suppress(ValueError):
            read = datetime.date(whole, known, int(day))
            if read <= today:
                return read
    return None


def _month(name: str) -> int:
    short = name[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else 0


def _postcode(text: str) -> tuple[str, str]:
    """A postcode as people write it, and the text with it as one word."""
    whole = POSTCODE.search(text)
    if whole:
        return f"{whole[1]} {whole[2]}".upper(), text.replace(whole[0], f" {whole[1]}{whole[2]} ")
    part = PART_OF_POSTCODE.search(text)
    if part:
        return part[0].upper(), text.replace(part[0], f"{part[1]}{part[2]}")
    return "", text


def _words(text: str) -> tuple[str, ...]:
    """The words to look for, each once: "o brien" is "obrien"; long numbers are references, not words."""
    joined: list[str] = []
    for word in spelling.plain(text).split():
        if joined and joined[-1] in spelling.BEFORE_A_NAME and len(word) > 2 and not word[0].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    said = list(dict.fromkeys(word[:LONGEST_WORD] for word in joined))
    short = [word for word in said if not (word.isdigit() and len(word) >= FIGURES_OF_A_REFERENCE)]
    chosen = [word for word in short if word not in LITTLE] or ([] if len(short) < len(said) else short)
    return tuple(chosen[:MOST_WORDS])


def _references(text: str) -> tuple[str, ...]:
    """What may be a reference: one word alone, one with figures in it, letters and figures typed apart."""
    parts = [part.strip(",.;:()\"'") for part in text.split()]
    found = [text] if len(parts) == 1 and len(text) <= LONGEST_WORD else []
    if len(parts) == 2 and parts[0].isalpha() and len(parts[0]) <= 4 and parts[1].isdigit():
        found += [f"{parts[0]}-{parts[1]}", f"{parts[0]}{parts[1]}"]
    if len(parts) > 1 and all(part.isdigit() for part in parts) and len(text) <= LONGEST_WORD:
        found.append("".join(parts))
    found += [
        part
        for part in parts
        if 4 <= len(part) <= LONGEST_WORD and re.search(r"\d{3}", part) and re.fullmatch(r"[\w./#-]+", part)
    ]
    return tuple(dict.fromkeys(one for one in found if one))[:MOST_REFERENCES]
