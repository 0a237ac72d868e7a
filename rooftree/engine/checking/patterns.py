r"""Patterns that mean the same to DuckDB (RE2), PostgreSQL and Spark (Java); formats that have a name.

What differs between them is written out: `\d` as `[0-9]`, `.` as all but a line's end. What cannot be made
the same is refused, in words.
"""

import re
from collections.abc import Iterator

MOST = 255
"""How often a piece may repeat: PostgreSQL's limit, the lowest of the three."""
CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r" \t\n\r\f"}
CONTROL = "tnrf"

_YEAR = "(1[89]|[2-9][0-9])[0-9]{2}"
_LEAP = "(((1[89]|[2-9][0-9])(0[48]|[2468][048]|[13579][26]))|((2[048]|[3579][26]|[468][048])00))"
REAL_DATE = (
    f"^({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    f"|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP}-02-29)$"
)
"""A day of the calendar in the years 1800 to 9999, written 2024-02-29: leap years are known."""

FORMATS: dict[str, tuple[str, str]] = {
    "uprn": ("^[1-9][0-9]{0,11}$", "a UPRN: 1 to 12 digits, no leading zero"),
    "usrn": ("^[1-9][0-9]{0,7}$", "a USRN: 1 to 8 digits, no leading zero"),
    "postcode": (
        "^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$",
        "a postcode in capitals with one space, such as ZZ4 2LH",
    ),
    "nino": (
        "^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?$",
        "a National Insurance number: two letters, six digits and a last letter A to D",
    ),
    "email": (r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$", "an e-mail address"),
    "phone": ("^0[1235789][0-9]{8,9}$", "a national telephone number of 10 or 11 digits"),
    "mobile": ("^07[0-9]{9}$", "a mobile number: 07 and nine digits"),
    "gss_code": ("^[EWSN][0-9]{8}$", "a nine-character area code of the Office for National Statistics"),
    "company_number": ("^([0-9]{8}|[A-Z]{2}[0-9]{6})$", "a company number of eight characters"),
    "gas_safe_number": ("^[0-9]{4,7}$", "a Gas Safe number: 4 to 7 digits"),
    "year": ("^(1[89]|2[0-9])[0-9]{2}$", "a year of four digits"),
    "time": ("^([01][0-9]|2[0-3]):[0-5][0-9]$", "a time of day, such as 09:30"),
    "digits": ("^[0-9]+$", "digits only"),
    "uuid": (
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        "an id of 32 hexadecimal digits in five groups",
    ),
}
"""Each named format: its pattern, and what it is in words."""


class NotPortableError(ValueError):
    """The pattern would mean different things to different engines; says which part."""


def portable(pattern: str, dialect: str = "duckdb") -> str:
    """The pattern as the dialect must be given it."""
    whole = "".join(_pieces(pattern))
    try:
        re.compile(whole)
    except re.error as wrong:
        raise NotPortableError(f"the pattern cannot be read: {wrong}") from None
    return _java(whole) if dialect == "spark" else whole


def within(pattern: str) -> str:
    """What stands between its `^` and `$`, where the whole text must match; "" where a part may."""
    inner = pattern[1:-1]
    whole = pattern[:1] == "^" and pattern[-1:] == "$" and not inner.endswith("\\")
    depth = 0
    for piece in re.findall(r"\\.|\[(?:\\.|[^\]\\])*\]|.", inner, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        whole = whole and not (piece == "|" and depth == 0)
    return inner if whole else ""


def _pieces(pattern: str) -> Iterator[str]:
    at = 0
    while at < len(pattern):
        here = pattern[at]
        if here == "\\":
            yield _escaped(pattern, at)
            at += 2
        elif here == "[":
            end, piece = _set(pattern, at)
            yield piece
            at = end
        elif here == "(" and pattern[at + 1 : at + 2] == "?" and pattern[at + 2 : at + 3] != ":":
            raise NotPortableError("(? may only be followed by a colon: no looking ahead or behind, no flags")
        elif here in "*+?{":
            end = _repeat_ends(pattern, at)
            yield pattern[at:end]
            at = end
        else:
            yield r"[^\n\r]" if here == "." else here
            at += 1


def _escaped(pattern: str, at: int) -> str:
    letter = pattern[at + 1 : at + 2]
    if letter.lower() in CLASSES and letter:
        return f"[{'^' if letter.isupper() else ''}{CLASSES[letter.lower()]}]"
    if not letter or (letter.isalnum() and letter not in CONTROL):
        raise NotPortableError(f"\\{letter} does not mean the same everywhere")
    return "\\" + letter


def _set(pattern: str, at: int) -> tuple[int, str]:
    made, at = "[", at + 1
    if pattern[at : at + 1] == "^":
        made, at = made + "^", at + 1
    begins = at
    while pattern[at : at + 1] != "]" or at == begins:
        here = pattern[at : at + 1]
        if not here:
            raise NotPortableError("a [ is not closed")
        if here in "[]&":
            raise NotPortableError(f"within [ and ], write \\{here} for {here}")
        if here == "\\":
            made, at = made + _in_set(pattern, at), at + 2
        else:
            made, at = made + here, at + 1
    return at + 1, made + "]"


def _in_set(pattern: str, at: int) -> str:
    letter = pattern[at + 1 : at + 2]
    if letter and letter.isupper() and letter.lower() in CLASSES:
        raise NotPortableError(f"\\{letter} cannot stand within [ and ]")
    return CLASSES[letter] if letter and letter in CLASSES else _escaped(pattern, at)


def _repeat_ends(pattern: str, at: int) -> int:
    end = at + 1
    if pattern[at] == "{":
        counts = re.match(r"\{([0-9]+)(,([0-9]*))?\}", pattern[at:])
        if not counts:
            raise NotPortableError(r"a { must count repeats, as in {2,4}; write \{ for the sign itself")
        if max(int(each or 0) for each in counts.group(1, 3)) > MOST:
            raise NotPortableError(f"a piece may repeat at most {MOST} times")
        end = at + counts.end()
    if pattern[end : end + 1] and pattern[end] in "*+?{":
        raise NotPortableError(f"{pattern[at : end + 1]} does not mean the same everywhere")
    return end


def _java(pattern: str) -> str:
    r"""With `\z` for `$`, which to Java also stands before a last line's end."""
    return re.sub(r"(\\.|\[(?:\\.|[^\]\\])*\])|\$", lambda found: found.group(1) or r"\z", pattern)
