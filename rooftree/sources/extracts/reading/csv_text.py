"""CSV as it arrives: UTF-8 with or without its mark, or Windows-1252; commas; quoted or not; packed or not.

An empty cell is kept as empty text, quoted or not; a cell that is missing at the end of a row is null.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rooftree.sources.extracts.reading import csv_careful, csv_quick
from rooftree.sources.extracts.reading.content import Batch, Content
from rooftree.sources.extracts.reading.received import stream
from rooftree.sources.extracts.reading.survey import WINDOWS, Survey, survey
from rooftree.sources.extracts.rules import headings as rules
from rooftree.sources.extracts.rules.delimiters import DELIMITERS, wrong_delimiter
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import Headings, KnownColumns
from rooftree.sources.extracts.rules.limits import LIMITS, Limits


def read(path: Path, known: KnownColumns, *, limits: Limits = LIMITS) -> Content:
    """The file, surveyed and read as far as its headings."""
    with stream(path, limits=limits) as raw:
        found = survey(raw)
    if found.is_blank:
        raise UnusableFileError(
            Fault(
                "empty_file",
                "The file is empty: it has no headings and no rows.",
                "Have the extract made again.",
            )
        )
    first, lines = _first_record(path, found, known, limits)
    headings = rules.read(first, known, limits=limits)
    _check_bytes(path, found, headings, limits)
    if headings.faults:
        headings = _with_delimiter_fault(path, found, headings, known, limits)
    notes = _encoding_notes(found)

    def careful() -> Iterator[Batch]:
        with _text(path, found, limits) as text:
            yield from csv_careful.batches(
                text, headings, notes=notes, ends_with_break=found.ends_with_break, limits=limits
            )

    def quick() -> Iterator[Batch]:
        with stream(path, limits=limits) as raw:
            yield from csv_quick.batches(raw, headings, found, skip=lines, limits=limits)

    plain = found.quoting_is_plain and not any("\n" in name or "\r" in name for name in first)
    facts = {"encoding": "Windows-1252" if found.encoding == WINDOWS else "UTF-8"}
    return Content(headings, (quick, careful) if plain else (careful,), notes, facts)


@contextlib.contextmanager
def _text(
    path: Path, found: Survey, limits: Limits, errors: str = "surrogateescape"
) -> Iterator[io.TextIOWrapper]:
    encoding = "utf-8-sig" if found.has_mark else found.encoding
    with stream(path, limits=limits) as raw:
        wrapped = io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="")
        try:
            yield wrapped
        finally:
            wrapped.detach()


def _check_bytes(path: Path, found: Survey, headings: Headings, limits: Limits) -> None:
    """Refuses bytes that stand for no character, naming the cell."""
    if found.has_nul:
        fault = Fault(
            "nul_byte",
            "The file holds NUL bytes, which no text has; it may be damaged, or not a CSV file at all.",
            "Have the extract made again, as “CSV UTF-8”.",
        )
        raise UnusableFileError(_placed(path, found, headings, fault, limits, "\0"))
    if found.cut_in_character:
        raise UnusableFileError(
            Fault(
                "cut_off",
                "The file ends in the middle of a character: it was cut off.",
                "Copy it again, whole.",
            )
        )
    if found.bad_byte:
        fault = Fault(
            "encoding",
            "The file is neither UTF-8 nor Windows-1252: a byte in it stands for no character.",
            "Have the extract made again, as “CSV UTF-8”.",
        )
        raise UnusableFileError(_placed(path, found, headings, fault, limits, ""))


def _placed(path: Path, found: Survey, headings: Headings, fault: Fault, limits: Limits, mark: str) -> Fault:
    def bad(cell: str) -> bool:
        return mark in cell if mark else any("\udc80" <= letter <= "\udcff" for letter in cell)

    try:
        with _text(path, found, limits) as text:
            row, column, cell, line = csv_careful.locate(text, headings, bad=bad)
    except Exception as error:
        raise UnusableFileError(fault) from error
    if not line:
        return fault
    where = f"Row {row} (line {line} of the file), column {column}" if row else "The heading line"
    value = cell.encode("utf-8", "surrogateescape").decode("ascii", "backslashreplace")
    return replace(
        fault,
        says=f"{fault.says} The first: {where[0].lower()}{where[1:]}.",
        row=row or None,
        column=column,
        value=value,
    )


def _encoding_notes(found: Survey) -> list[Fault]:
    if found.encoding != WINDOWS or not found.also_utf8:
        return []
    fault = Fault(
        "mixed_encoding",
        f"The file was read as Windows-1252, but {found.also_utf8:,} characters look like UTF-8: "
        "they will show as two or three odd letters.",
        "Have the extract made in one encoding, best as “CSV UTF-8”.",
    )
    return [replace(fault, count=found.also_utf8)]


def _first_record(path: Path, found: Survey, known: KnownColumns, limits: Limits) -> tuple[list[str], int]:
    """The heading row and its lines. Quoted headings with another mark between them look like a broken quote:
    the mark is then what is told."""
    try:
        with _text(path, found, limits) as text:
            return csv_careful.first_record(text, limits=limits)
    except UnusableFileError:
        nothing = rules.read([], known, limits=limits)
        told = _with_delimiter_fault(path, found, replace(nothing, faults=()), known, limits)
        if told.faults:
            raise UnusableFileError(*told.faults) from None
        raise


def _with_delimiter_fault(
    path: Path, found: Survey, headings: Headings, known: KnownColumns, limits: Limits
) -> Headings:
    """When another mark parts the headings into known ones, that is the only fault worth telling."""
    for delimiter, words in DELIMITERS.items():
        try:
            with _text(path, found, limits) as text:
                first, _ = csv_careful.first_record(text, limits=limits, delimiter=delimiter)
        except UnusableFileError:
            continue  # quoted in a way that makes no sense with this mark between the columns
        if len(rules.read(first, known, limits=limits).known) > len(headings.known):
            return replace(headings, faults=(wrong_delimiter(delimiter, words),))
    return headings
