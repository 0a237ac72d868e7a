"""Writes the extracts row by row, never holding a file in memory, in each system's own encoding."""

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.declared import Shape
from rooftree.sources.synthetic.faults import Faults, Level, Row, Spoiler

ENCODINGS = {
    "nec": "utf-8",
    "locata": "cp1252",
    "keystone": "utf-8-sig",
    "oneserve": "utf-8",
    "truth": "utf-8",
}
TRUTH = {
    "persons": ("system", "source_key", "true_person"),
    "homes": ("system", "source_key", "true_home"),
    "faults": ("system", "file", "key", "column", "fault"),
    "landlord": ("homes", "seed", "faults", "today"),
}
BATCH = 4096
EXTRA_COLUMN = "TRANCHE"


class Sheet:
    """One CSV file being written; spoils a row on its way out where a fault strikes."""

    def __init__(self, *, handle: TextIO, shape: Shape, faults: Faults | None) -> None:
        self.rows = 0
        self._shape = shape
        self._faults = faults
        self._spoilers: list[Spoiler] = faults.of_file(shape.system, shape.file) if faults else []
        self._writer = csv.writer(handle, lineterminator="\n")
        self._waiting: list[Iterable[str | int]] = []
        self._extra = ""
        self._said: list[tuple[Row, str, str]] = []
        self._writer.writerow(self._headings())

    def add(self, row: Row) -> None:
        """A row by column name; columns not named are blank."""
        if self._spoilers:
            self._spoil(row)
        if self._said:
            self._settle()
        get = row.get
        cells = [get(column, "") for column in self._shape.columns]
        if self._extra:
            cells.append(self._extra)
        self.add_cells(cells)

    def add_cells(self, cells: Iterable[str | int]) -> None:
        """A row already in column order, for the longest files."""
        self._waiting.append(cells)
        self.rows += 1
        if len(self._waiting) >= BATCH:
            self.flush()

    def key_of(self, row: Row) -> str:
        return "/".join(str(row.get(column, "")).rstrip() for column in self._shape.key)

    def note(self, row: Row, column: str, fault: str) -> None:
        """Notes a fault made where the row was made; it reaches the truth when the row is written."""
        self._said.append((row, column, fault))

    def flush(self) -> None:
        self._writer.writerows(self._waiting)
        self._waiting = []

    def _settle(self) -> None:
        """Now that the rows are as they will stand, their keys are known."""
        shape = self._shape
        for row, column, fault in self._said:
            key = self.key_of(row)
            if self._faults:
                self._faults.note(system=shape.system, file=shape.file, key=key, column=column, fault=fault)
        self._said = []

    def _headings(self) -> list[str]:
        headings = list(self._shape.columns)
        place = (self._shape.system, self._shape.file)
        if (
            self._faults
            and place == ("nec", "property_elements")
            and self._faults.strikes("header_in_lower_case")
        ):
            self._faults.note(
                system="nec", file="property_elements", key="", column="", fault="header_in_lower_case"
            )
            headings = [heading.lower() for heading in headings]
        if (
            self._faults
            and place == ("nec", "revenue_accounts")
            and self._faults.strikes("unknown_extra_column")
        ):
            fault = "unknown_extra_column"
            self._faults.note(system="nec", file="revenue_accounts", key="", column=EXTRA_COLUMN, fault=fault)
            self._extra = "T2"
            headings.append(EXTRA_COLUMN)
        return headings

    def _spoil(self, row: Row) -> None:
        hurt = {column for said, column, _ in self._said if said is row}
        for spoiler in self._spoilers:
            if spoiler.rows_left:
                spoiler.rows_left -= 1
                continue
            if self._faults and self._strike(spoiler, row, self._faults.chance, hurt):
                hurt.add(spoiler.column)
                self.note(row, spoiler.column, spoiler.name)

    @staticmethod
    def _strike(spoiler: Spoiler, row: Row, chance: Chance, hurt: set[str]) -> bool:
        """One wound a column; what is blank stays so, but for remarks, which can be written anywhere."""
        spoiler.rest(chance)
        value = str(row.get(spoiler.column, ""))
        is_remark = spoiler.how == "given" and spoiler.name == "special_category_text"
        if spoiler.column in hurt or not (value or is_remark) or spoiler.only not in value:
            return False
        spoilt = spoiler.spoil(chance, value)
        if spoilt == value:
            return False
        row[spoiler.column] = spoilt
        return True


class Folder:
    """The folder of extracts and its truth: a sheet for each file, all open until the end."""

    def __init__(self, *, out: Path, level: Level, chance: Chance) -> None:
        self._stack = ExitStack()
        self._out = out
        self.truth = {name: self._open("truth", name, columns) for name, columns in TRUTH.items()}
        self.faults = Faults(level=level, chance=chance, note=self.truth["faults"].add_cells)
        self.sheets = {place: self._sheet(shape, self.faults) for place, shape in declared.shapes().items()}

    def __enter__(self) -> "Folder":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for sheet in (*self.sheets.values(), *self.truth.values()):
            sheet.flush()
        self._stack.close()

    def sheet(self, system: str, file: str) -> Sheet:
        return self.sheets[system, file]

    def person_is(self, system: str, key: str, person: str) -> None:
        self.truth["persons"].add_cells((system, key, person))

    def home_is(self, system: str, key: str, home: str) -> None:
        self.truth["homes"].add_cells((system, key, home))

    def rows(self) -> Mapping[str, int]:
        counts = {f"{system}/{file}": sheet.rows for (system, file), sheet in self.sheets.items()}
        return counts | {f"truth/{name}": sheet.rows for name, sheet in self.truth.items()}

    def _open(self, system: str, file: str, columns: tuple[str, ...]) -> Sheet:
        return self._sheet(
            Shape(system=system, file=file, columns=columns, required=columns, key=columns[:1]), None
        )

    def _sheet(self, shape: Shape, faults: Faults | None) -> Sheet:
        folder = self._out / shape.system
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{shape.file}.csv"
        handle = self._stack.enter_context(path.open("w", encoding=ENCODINGS[shape.system], newline=""))
        return Sheet(handle=handle, shape=shape, faults=faults)
