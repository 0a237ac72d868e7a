"""Headings: which known column each one is, what is missing, what is new, and what cannot be used."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rooftree.sources.extracts.rules.faults import Fault
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

ROW = "_row"
"""The column that landing adds: the number of the data row."""


class KnownColumns(Protocol):
    """What a mapping says of a file's columns (the registry's SourceFile is one)."""

    @property
    def required(self) -> tuple[str, ...]: ...

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def aliases(self) -> Mapping[str, str]: ...

    @property
    def never_land(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Headings:
    """A file's headings, read against what the mapping knows."""

    names: tuple[str, ...]
    """As in the file, without surrounding blanks; every column, in order."""
    known: dict[str, str] = field(default_factory=dict)
    """Canonical column → heading in the file."""
    missing: tuple[str, ...] = ()
    """Known, not required, and not there."""
    extra: tuple[str, ...] = ()
    """There, and not known: kept in the landing copy, used by nothing."""
    renamed: dict[str, str] = field(default_factory=dict)
    """Heading in the file → the known column that it is another name for."""
    never_land: tuple[str, ...] = ()
    """Headings whose columns are dropped before anything is written."""
    faults: tuple[Fault, ...] = ()

    def drift(self) -> dict[str, list[str] | dict[str, str]]:
        """What differs from the headings that the mapping knows; empty when nothing does."""
        found: dict[str, list[str] | dict[str, str]] = {
            "missing": list(self.missing),
            "extra": list(self.extra),
            "renamed": self.renamed,
            "never_land": list(self.never_land),
        }
        return {name: what for name, what in found.items() if what}


def canonical(heading: str) -> str:
    """A heading as it is compared: case and surrounding blanks do not count."""
    return heading.strip().strip("\ufeff").strip().casefold()


def read(raw: Sequence[str], file: KnownColumns, *, limits: Limits = LIMITS) -> Headings:
    """The headings of a file, with every reason why they cannot be used."""
    names = tuple(name.strip().strip("\ufeff").strip() for name in raw)
    if len(names) > limits.columns:
        return Headings(names=names[:1], faults=(_too_many(len(names), limits),))
    known, renamed = _recognised(names, file)
    taken = set(known.values())
    never = {canonical(name) for name in file.never_land}
    dropped = tuple(
        name
        for name in names
        if canonical(name) in never
        or any(heading == name and canonical(column) in never for column, heading in known.items())
    )
    return Headings(
        names=names,
        known={column: heading for column, heading in known.items() if heading not in dropped},
        missing=tuple(c for c in file.columns if c not in known and c not in file.required),
        extra=tuple(name for name in names if name and name not in taken and name not in dropped),
        renamed=renamed,
        never_land=dropped,
        faults=_faults(names, known, file),
    )


def _recognised(names: Sequence[str], file: KnownColumns) -> tuple[dict[str, str], dict[str, str]]:
    by_name = {canonical(column): column for column in (*file.columns, *file.required)}
    known: dict[str, str] = {}
    for name in names:
        if column := by_name.get(canonical(name)):
            known.setdefault(column, name)
    renamed: dict[str, str] = {}
    aliases = {canonical(alias): column for alias, column in file.aliases.items()}
    for name in names:
        column = aliases.get(canonical(name))
        if column and canonical(name) not in by_name and column not in known:
            known[column] = name
            renamed[name] = column
    return known, renamed


def _faults(names: Sequence[str], known: Mapping[str, str], file: KnownColumns) -> tuple[Fault, ...]:
    if run_on := run_together(names, file):
        return (run_on,)
    faults = [*_empty(names), *_twice(names), *_reserved(names)]
    absent = [column for column in file.required if column not in known]
    if absent and not known:
        return (*faults, _no_headings(names, file))
    faults += [
        Fault(
            "required_column_missing",
            f"The required column {column} is not among the {len(names)} headings.",
            f"Add {column} to the extract, or name the landlord's own heading for it in the mapping.",
            column=column,
        )
        for column in absent
    ]
    return tuple(faults)


def run_together(names: Sequence[str], file: KnownColumns) -> Fault | None:
    """The heading line with no line break after it: the first data row hangs on to the last heading."""
    known = {canonical(column): column for column in (*file.columns, *file.required, *file.aliases)}
    cells = [canonical(name) for name in names]
    for place, cell in enumerate(cells):
        if cell in known:
            continue
        starts = [name for name in known if cell.startswith(name) and name not in cells[:place]]
        rest_is_data = not any(later in known for later in cells[place + 1 :])
        if (
            starts
            and place
            and cells[place - 1] in known
            and rest_is_data
            and len(cells) - place - 1 <= place
        ):
            last = known[max(starts, key=len)]
            return Fault(
                "no_line_break_after_headings",
                f"There is no line break after the headings: heading {place + 1} reads "
                f"“{names[place][:60]}”, which is {last} with the first data row running on from it.",
                f"Put a line break after {last}, or have the extract made again.",
                column=last,
                value=names[place],
            )
    return None


def never_reached(headings: Headings, widest: int) -> Fault | None:
    """Headings at the end that no row reaches and nobody knows: again the first data row, run on."""
    beyond = headings.names[widest:]
    if not beyond or any(name not in headings.extra for name in beyond):
        return None
    return Fault(
        "no_line_break_after_headings",
        f"The heading line has {len(headings.names)} cells but no row has more than {widest}: from "
        f"“{beyond[0][:60]}” on it seems to be the first data row, with no line break before it.",
        f"Put a line break after {headings.names[widest - 1]}, or have the extract made again.",
        column=headings.names[widest - 1],
        value=beyond[0],
    )


def _too_many(found: int, limits: Limits) -> Fault:
    return Fault(
        "too_many_columns",
        f"The file has {found:,} columns; {limits.columns:,} is the most that is read.",
        "Check that this is the right file, and export only the columns that are needed.",
    )


def _empty(names: Sequence[str]) -> list[Fault]:
    places = [place for place, name in enumerate(names, 1) if not name]
    if not places:
        return []
    after = names[places[0] - 2] if places[0] > 1 else ""
    where = f"after {after}" if after else "at the start of the line"
    return [
        Fault(
            "empty_heading",
            f"Heading {places[0]} ({where}) is empty.",
            "Name the column in the extract, or take it (or the comma too many) out.",
            count=len(places),
        )
    ]


def _twice(names: Sequence[str]) -> list[Fault]:
    counts = Counter(canonical(name) for name in names if name)
    faults = []
    for wanted in (name for name, count in counts.items() if count > 1):
        places = [place for place, name in enumerate(names, 1) if canonical(name) == wanted]
        heading = names[places[0] - 1]
        spots = " and ".join(str(place) for place in places[:5])
        faults.append(
            Fault(
                "duplicate_heading",
                f"The heading {heading} stands more than once, at {spots}.",
                "Give each column a name of its own, or leave the copy out of the extract.",
                column=heading,
            )
        )
    return faults


def _reserved(names: Sequence[str]) -> list[Fault]:
    return [
        Fault(
            "reserved_heading",
            f"The heading {name} is one that Rooftree uses for the number of the row.",
            "Give the column another name in the extract.",
            column=name,
        )
        for name in names
        if canonical(name) == ROW
    ]


def _no_headings(names: Sequence[str], file: KnownColumns) -> Fault:
    return Fault(
        "no_known_headings",
        f"None of the headings is known; the first is “{(names[0] if names else '')[:60]}”. "
        "The line of headings may be missing, or this is another file.",
        f"The first line must hold the headings, among them {', '.join(file.required)}.",
        value=names[0] if names else "",
    )
