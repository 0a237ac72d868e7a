"""The strong keys, as expressions over canonical tables: equal keys are strong evidence, null is none."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any
NO_TEXT = ibis.null(dt.string)

SPELLED_OUT = (
    ("rd", "road"),
    ("st", "street"),
    ("ave", "avenue"),
    ("cl", "close"),
    ("dr", "drive"),
    ("la", "lane"),
    ("gdns", "gardens"),
    ("ct", "court"),
    ("cres", "crescent"),
    ("pl", "place"),
    ("hse", "house"),
)
NO_NAMES = (
    *("unknown", "notknown", "unnamed", "none", "na", "tbc", "tba", "test", "anon", "anonymous"),
    *("occupier", "tenant", "applicant", "baby", "unborn", "infant", "child", "x", "xx", "xxx"),
)
"""What is typed where a name is not known: two of one birthday in a home may well be two, as twins are."""
FIRST_NAME = rf"\b({'|'.join(short for short, _ in SPELLED_OUT)}|[a-z]{{3,}})\b"
"""The first word that is a name or stands for one; only that one needs spelling out."""
UNIT_WORDS = r"\b(flat|apartment|apt|unit|room|the|no)\b"


def blank_to_null(text: Column) -> Column:
    """Null for an empty text, so that two blanks are never held to be equal."""
    return text.nullif("")


def reference(text: Column) -> Column:
    """A property reference without blanks, case or leading zeros (a spreadsheet loses those)."""
    return blank_to_null(text.upper().re_replace(r"[^A-Z0-9]", "").re_replace(r"^0+", ""))


def address(line: Column, postcode: Column) -> Column:
    """Postcode, the numbers in order, and the first word that is a name; null without postcode or number."""
    words = line.lower().re_replace(r"[^a-z0-9]+", " ").re_replace(UNIT_WORDS, " ")
    words = words.re_replace(r"\b0+([0-9])", r"\1")
    numbers = words.re_replace(r"\b[a-z]+\b", " ").strip().re_replace(r"\s+", " ")
    name = words.re_extract(FIRST_NAME, 1)
    name = name.cases(*SPELLED_OUT, else_=name)
    place = postcode.upper().re_replace(r"[^A-Z0-9]", "")
    return blank_to_null(place) + "|" + blank_to_null(numbers) + "|" + name.fill_null("")


def full_name(given: Column, family: Column) -> Column:
    """First given name and family name in small letters only; null unless both are there and are names."""
    first = given.lower().strip().re_extract(r"^([^\s]+)", 1).re_replace(r"[^\p{L}]", "")
    last = family.lower().re_replace(r"[^\p{L}]", "")
    return _a_name(first.substr(0, 60)) + " " + _a_name(last)


def _a_name(word: Column) -> Column:
    return word.isin(("", *NO_NAMES)).ifelse(NO_TEXT, word)


def someone_else(now: Column, before: Column) -> Column:
    """That a key now stands for another: name and date of birth were known before and both differ."""
    name_now, born_now = now.split("|")[0], now.split("|")[1]
    name_then, born_then = before.split("|")[0], before.split("|")[1]
    told = (name_now != "") & (name_then != "") & (born_now != "") & (born_then != "")
    return (told & (name_now != name_then) & (born_now != born_then)).fill_null(False)
