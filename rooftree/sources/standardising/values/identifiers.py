"""Numbers and addresses that people are reached and homes are known by."""

from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

POSTCODE = r"^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$"
PHONE = r"^0[0-9]{9,10}$"
EMAIL = r"^[^@\s]+@[^@\s]+\.[^@\s]+$"
NINO = r"^[A-Z]{2}[0-9]{6}[A-D]?$"
HIDDEN = "••••••"
NO_TEXT = ibis.null(dt.string)


def only(text: Column, pattern: str) -> Column:
    """The text where it has the pattern, else null."""
    return ibis.ifelse(text.re_search(pattern), text, NO_TEXT)


def uprn(text: Column) -> Column:
    """One to twelve digits, no leading zeros; a spreadsheet's `.0` is let go, its `1.00023E+11` is lost."""
    plain = text.strip().re_replace(r"\.0*$", "")
    return only(only(plain, r"^[0-9]+$").re_replace(r"^0+", ""), r"^[0-9]{1,12}$")


def postcode(text: Column) -> Column:
    """Upper case with one space before the last three characters; an odd one is kept in upper case."""
    tight = text.upper().re_replace(r"\s+", "")
    spaced = tight.re_replace(r"^(.{2,4})(.{3})$", r"\1 \2")
    return ibis.ifelse(spaced.re_search(POSTCODE), spaced, text.upper().strip()).nullif("")


def phone(text: Column) -> Column:
    """National digits: +44 and 0044 become 0, a lost leading 0 is put back, words after the number go."""
    digits = (
        text.re_replace(r"\.0$", "")
        .re_replace(r"[A-Za-z].*$", "")
        .re_replace(r"\(0\)", "")
        .re_replace(r"[^0-9+]", "")
        .re_replace(r"^(\+|00)440?", "0")
        .re_replace(r"[^0-9]", "")
    )
    return digits.re_replace(r"^([1237-8][0-9]{9})$", r"0\1").nullif("")


def email(text: Column) -> Column:
    """Lower case without blanks around it."""
    return text.strip().lower().nullif("")


def nino(text: Column) -> Column:
    """A National Insurance number in upper case without blanks; null when it has not the shape of one."""
    return only(text.upper().re_replace(r"[\s-]+", ""), NINO)


def nino_masked(number: Column) -> Column:
    """What may be shown: the letters, none of the digits."""
    return number.substr(0, 2) + HIDDEN + number.substr(8, 1)


def nino_hmac(number: Column, keyed: Callable[[Column], Column]) -> Column:
    """The keyed hash of the number without its last letter, which one system often leaves out."""
    return keyed(number.substr(0, 8))


def reachable(text: Column) -> Column:
    """An e-mail address or a telephone number, whichever it is, as two of them are compared."""
    return ibis.ifelse(text.contains("@"), email(text), phone(text))
