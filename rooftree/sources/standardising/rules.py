"""What standardising gives, the words for what it finds wrong, and when it need not be done again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class CanonicalFile:
    """The rows that one mapping entry of one system makes of one canonical table."""

    table: str
    system: str
    entry: str
    path: Path
    rows: int
    extract_id: int
    file: str
    stale: bool
    mode: str
    fingerprint: str
    fresh: bool
    """True when this call wrote it; false when the same file was there from an earlier run."""


@dataclass(frozen=True)
class ProblemCount:
    """How many rows of an extract have one problem in one column, with the first of them as a sample."""

    extract_id: int
    system: str
    file: str
    kind: str
    column: str
    count: int
    row: int
    value: str
    says: str
    mend: str


@dataclass(frozen=True)
class Standardised:
    """What one run of standardising gives."""

    files: tuple[CanonicalFile, ...]
    problems: tuple[ProblemCount, ...]
    problem_files: tuple[Path, ...] = ()
    """Where each received file's problems stand row by row."""

    def of(self, table: str) -> tuple[CanonicalFile, ...]:
        """The files of one canonical table, in the order of systems and entries."""
        return tuple(file for file in self.files if file.table == table)

    def set_aside(self, extract_id: int) -> int:
        """How many rows of an extract could not be used, for want of a key or because one came before."""
        lost = ("missing_key", "long_key", "duplicate_key")
        return sum(
            each.count for each in self.problems if each.extract_id == extract_id and each.kind in lost
        )


@dataclass(frozen=True)
class Words:
    """What a problem says (after the column's name) and how it is mended."""

    says: str
    mend: str


LONGEST_REFERENCE = 500
"""Characters of a reference or key: an index takes 2,700 bytes, and no system writes so many."""

WORDS = {
    "bad_date": Words(
        "is not a real day in a form that is known, so it was left empty.",
        "Correct the day in the source system, or add its form to `dates` or `moments` in the mapping.",
    ),
    "bad_year": Words(
        "is not a year, so it was left empty.", "Write the year in four digits in the source system."
    ),
    "bad_number": Words("is not a number, so it was left empty.", "Correct the number in the source system."),
    "bad_flag": Words(
        "is neither yes nor no as the mapping knows them, so it was left empty.",
        "Correct it in the source system, or add it to `true` or `false` in the mapping.",
    ),
    "bad_uprn": Words(
        "is not a UPRN of 1 to 12 digits (1.00023E+11 is what a spreadsheet leaves of one), "
        "so it was left empty; the original is kept beside it.",
        "Correct the UPRN in the source system; export it as text, without opening it in a spreadsheet.",
    ),
    "bad_postcode": Words(
        f"has not the form of a postcode; it was kept as it is, up to {LONGEST_REFERENCE} characters.",
        "Correct the postcode in the source system.",
    ),
    "bad_phone": Words(
        "is not a national telephone number of 10 or 11 digits; its digits were kept.",
        "Correct the number in the source system.",
    ),
    "bad_email": Words(
        "has not the form of an e-mail address; it was kept as it is.",
        "Correct the address in the source system.",
    ),
    "bad_nino": Words(
        "has not the form of a National Insurance number, so it was left empty.",
        "Correct the number in the source system.",
    ),
    "unknown_code": Words(
        "is a code that the mapping does not know; the source's own code was kept.",
        "Add the code to [codes] in the landlord's mapping, or correct it in the source system.",
    ),
    "missing_value": Words(
        "is empty, though the recording standard requires it; the row was kept.",
        "Fill it in in the source system.",
    ),
    "long_reference": Words(
        f"has more than {LONGEST_REFERENCE} characters, which no reference has, so it was left empty; "
        "the extract keeps it.",
        "Correct the reference in the source system; a long text in its place often means that a quotation "
        "mark or a line break in the row was lost.",
    ),
    "long_key": Words(
        f"has more than {LONGEST_REFERENCE} characters, which no key has; the row was set aside, and the "
        "extract keeps it.",
        "Correct the key in the source system; a long text in its place often means that a quotation mark or "
        "a line break in the row was lost.",
    ),
    "missing_key": Words(
        "is empty, so nothing says which record this is; the row was set aside.",
        "Fill in the key in the source system.",
    ),
    "duplicate_key": Words(
        "is the same as in an earlier row of this file; the first row was used and this one set aside.",
        "Remove one of the two rows in the source system, or its extract.",
    ),
}
"""Every kind of problem. Each is told once per extract and column, and row by row in the problems file."""

SECRET = ("bad_nino",)
"""Kinds whose value is not repeated: a mistyped National Insurance number is nearly one."""


def fingerprint(*parts: str | Iterable[str]) -> str:
    """A short digest of all that a result depends on: the same digest, the same result."""
    digest = hashlib.sha256()
    for part in parts:
        for text in [part] if isinstance(part, str) else sorted(part):
            digest.update(text.encode())
            digest.update(b"\x1f")
        digest.update(b"\x1e")
    return digest.hexdigest()[:16]


@cache
def code_version() -> str:
    """A digest of the code that standardises: change it, and every table is made anew."""
    here = Path(__file__).parent
    typed = here.parent.parent / "engine" / "typed"
    files = sorted([*here.rglob("*.py"), *typed.rglob("*.py")])
    return fingerprint(*(file.read_text(encoding="utf-8") for file in files))
