"""Reads the file, and refuses with row, column and mend what cannot be matched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.preparing import values
from rooftree.records.matching.linkage.weighing.preparing.people import GIVEN
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.sources.extracts.reading import forms, writing
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.reading.folder import parted
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.headings import ROW, Headings

READ = ", ".join(forms.READERS)
SHOWN = 5


@dataclass(frozen=True)
class Columns:
    """The columns that are known; only the id is required, and a name."""

    required: tuple[str, ...] = ("unique_id",)
    columns: tuple[str, ...] = GIVEN
    aliases: Mapping[str, str] = field(
        default_factory=lambda: {
            "forename": "first_name",
            "given_name": "first_name",
            "last_name": "surname",
            "family_name": "surname",
            "date_of_birth": "dob",
            "gender": "sex",
            "ni_number": "nino",
            "mobile": "phone",
            "telephone": "phone",
            "source": "source_dataset",
        }
    )
    never_land: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandedIn:
    """The rows as given, and what is worth telling of them."""

    rows: Table
    count: int
    notes: list[str]


def read(engine: Engine, path: Path, *, copy: Path) -> HandedIn:
    """The file's rows (GIVEN, all text; blank is null). At `copy` a Parquet copy may stand meanwhile."""
    form = parted(path.name)[1]
    if form not in forms.READERS:
        raise Refused(
            Reason("unknown-form", f"{path.name} is not in a form that is read.", f"Give it as {READ}.")
        )
    try:
        content = _opened(path)
        count = writing.write(content, copy)
    except FileNotFoundError:
        raise Refused(Reason("no-file", f"There is no file {path}.", "Check its name and folder.")) from None
    except (PermissionError, IsADirectoryError):
        mend = "Name a file that you may read."
        raise Refused(Reason("unread-file", f"{path} cannot be read as a file.", mend)) from None
    except UnusableFileError as no:
        raise Refused(*(_reason(path, fault) for fault in no.faults)) from None
    _check_names(path, content.headings)
    rows = engine.hold(_as_given(engine.parquet(copy), content.headings))
    _check_ids(engine, rows, path)
    notes = [f"{note.says} {note.mend}" for note in content.notes]
    return HandedIn(rows, count, [*notes, *_of_columns(content.headings), *_of_days(engine, rows)])


def _reason(path: Path, fault: Fault) -> Reason:
    """A fault of the file; what mends a missing column is another than of a landlord's own extract."""
    mend = fault.mend
    if fault.kind == "required_column_missing":
        also = ", ".join(f"{alias} for {column}" for alias, column in Columns().aliases.items())
        mend = f"Name the columns {', '.join(GIVEN)}; all but unique_id and one name may be missing."
        mend = f"{mend} Also read: {also}."
    return Reason(fault.kind, f"{path.name}: {fault.says}", mend)


def _opened(path: Path) -> Content:
    content = forms.read(path, Columns())
    if content.headings.faults:
        raise UnusableFileError(*content.headings.faults)
    return content


def _check_names(path: Path, headings: Headings) -> None:
    if not {"first_name", "surname"} & set(headings.known):
        raise Refused(
            Reason(
                "no-names",
                f"{path.name} has neither a column first_name nor a column surname.",
                "Name the columns as the manual lists them; without names nobody can be told from anybody.",
            )
        )


def _as_given(landed: Table, headings: Headings) -> Table:
    known = {column: landed[heading].strip().nullif("") for column, heading in headings.known.items()}
    absent = {column: ibis.null("string") for column in GIVEN if column not in known}
    return landed.select(ROW, **known, **absent)


def _check_ids(engine: Engine, rows: Table, path: Path) -> None:
    blank = engine.to_arrow(rows.filter(rows.unique_id.isnull()).select(ROW).order_by(ROW).limit(SHOWN))
    if len(blank):
        where = ", ".join(str(row) for row in blank.column(0).to_pylist())
        raise Refused(
            Reason(
                "blank-id",
                f"{path.name}: the column unique_id is empty in row {where}.",
                "Give every row an id of its own.",
            )
        )
    counted = rows.group_by("unique_id").agg(n=rows.count(), first=rows[ROW].min(), last=rows[ROW].max())
    twice = engine.to_arrow(counted.filter(counted.n > 1).order_by("first").limit(SHOWN)).to_pylist()
    if twice:
        raise Refused(
            *(
                Reason(
                    "duplicate-id",
                    f"{path.name}: the unique_id {one['unique_id']} stands {one['n']} times, "
                    f"first in row {one['first']} and last in row {one['last']}.",
                    "Give every row an id of its own.",
                )
                for one in twice
            )
        )


def _of_columns(headings: Headings) -> list[str]:
    told = []
    if headings.missing:
        told.append(f"Not in the file, so not compared: {', '.join(headings.missing)}.")
    if headings.extra:
        told.append(f"In the file and not used: {', '.join(headings.extra)}.")
    return told


def _of_days(engine: Engine, rows: Table) -> list[str]:
    unread = rows.filter(values.day_is_unread(rows.dob)).select(ROW, "dob").order_by(ROW)
    count = engine.count(unread)
    if not count:
        return []
    first = engine.to_arrow(unread.limit(1)).to_pylist()[0]
    return [
        f"{count:,} dates of birth (column dob) could not be read and count as not known; the first is "
        f"“{first['dob'][:40]}” in row {first[ROW]:,}. Write days as 1984-03-21 or 21/03/1984."
    ]
