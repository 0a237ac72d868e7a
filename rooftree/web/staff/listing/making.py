"""Writing a list as a file, and what the audit trail says of it, whoever waits for it and where."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rooftree.desk.exports import writing
from rooftree.desk.exports.lists import of_list
from rooftree.desk.exports.shape import Row
from rooftree.records.listing.shape import Asked, List, Then
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.audit.actions import record
from rooftree.web import clock

TYPES = {
    "csv": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
Tells = Callable[[Iterator[Row]], Iterator[Row]]
"""Hands the rows on, and tells somebody how many there were so far."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What somebody takes away: rows of a list, in a form, and the filter in words."""

    wanted: List
    asked: Asked
    then: Then
    form: str
    filtered: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the file: those asked for, all that may be read when none is."""
        return self.asked.columns or tuple(one.name for one in self.wanted.readable(self.then.viewer))


def with_columns(asked: Asked, columns: tuple[str, ...]) -> Asked:
    """The same question, with these columns."""
    return replace(asked, columns=columns)


def write(taking: Taking, place: Path, *, tells: Tells = iter) -> tuple[Path, int]:
    """The file, in this folder, and how many rows it holds."""
    export = of_list(taking.wanted, taking.asked, taking.then, made_at=clock.now(), filtered=taking.filtered)
    out = place / f"{taking.wanted.name}.{taking.form}"
    count = writing.write(
        form=taking.form,
        out=out,
        columns=export.columns,
        rows=tells(export.rows(taking.then.viewer)),
        about=export.about(),
    )
    return (_zipped(out) if taking.form == "csv" else out), count


def audit(taking: Taking, *, rows: int, by: Viewer) -> None:
    """Who took what, in which form, narrowed how, as known when."""
    detail: dict[str, str | int] = {"rows": rows, "form": taking.form, "filter": taking.filtered[:200]}
    if named := taking.wanted.audited(replace(taking.asked, columns=taking.columns), taking.then.viewer):
        detail["with"] = ", ".join(named)
    if taking.then.moment:
        detail["as known on"] = taking.then.today.isoformat()
    record(by=by, now=clock.now(), action="exported", subject_type=taking.wanted.name, detail=detail)


def _zipped(out: Path) -> Path:
    """The rows with their dictionary and about, in one file; the parts are not kept beside it."""
    zipped = out.with_suffix(".zip")
    with zipfile.ZipFile(zipped, "w", compression=zipfile.ZIP_DEFLATED, compresslevel=6) as made:
        for one in (out, writing.dictionary_of(out), writing.about_of(out)):
            made.write(one, one.name)
            one.unlink()
    return zipped
