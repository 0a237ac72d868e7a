"""What is wrong with a row, written beside it as text; and those texts as rows of the problems file.

One pass over a file then reads, types and checks it: the problems are found again in the few rows that have
any, without reading the source a second time.
"""

from collections.abc import Mapping, Sequence
from functools import partial, reduce
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq

from rooftree.engine.tables import Engine
from rooftree.engine.typed.functions import applied
from rooftree.sources.standardising.compiling.cells import NO_TEXT, Check, Column, Table
from rooftree.sources.standardising.rules import SECRET, WORDS

PROBLEMS = "_problems"
"""The last column of every canonical file: null where nothing is wrong."""
BETWEEN = "\x1e"
WITHIN = "\x1f"
LONGEST_VALUE = 200
SHAPE = {
    "extract_id": "int64", "file": "string", "row": "int64", "column": "string", "value": "string",
    "kind": "string", "says": "string", "mend": "string",
}  # fmt: skip


def written(checks: Sequence[Check]) -> Column:
    """Each problem of a row as kind, source column, value and canonical column; null when there is none."""
    if not checks:
        return NO_TEXT
    return reduce(lambda whole, piece: whole + piece, map(_told, checks)).nullif("")


def _told(check: Check) -> Column:
    column, into = ibis.literal(f"{check.column}{WITHIN}"), ibis.literal(f"{WITHIN}{check.into}")
    return applied(f"told_{check.kind}", partial(_piece, check), check.text, check.read, column, into)


def _piece(check: Check, text: Column, read: Column, column: Column, into: Column) -> Column:
    plain = text.replace(BETWEEN, " ").replace(WITHIN, " ").substr(0, LONGEST_VALUE)
    shown = NO_TEXT if check.kind in SECRET else plain
    told = ibis.literal(f"{BETWEEN}{check.kind}{WITHIN}") + column + ibis.coalesce(shown, "") + into
    return ibis.ifelse(check.bad(text, read), told, "")


def of_file(engine: Engine, path: Path) -> Table | None:
    """The problems of one canonical file's rows; None when its footer says that there are none."""
    if _all_null(path):
        return None
    rows = engine.parquet(path)
    rows = rows.filter(rows[PROBLEMS].notnull())
    split = rows.select(
        "extract_id", file=rows.source_file, row=rows.source_row, piece=rows[PROBLEMS].split(BETWEEN).unnest()
    )
    split = split.filter(split.piece != "")
    part = split.piece.split(WITHIN)
    return _worded(split.mutate(kind=part[0], column=part[1], value=part[2]))


def _all_null(path: Path) -> bool:
    footer = pq.read_metadata(path)
    last = footer.num_columns - 1
    for number in range(footer.num_row_groups):
        statistics = footer.row_group(number).column(last).statistics
        if statistics is None or not statistics.has_null_count:
            return False
        if statistics.null_count < footer.row_group(number).num_rows:
            return False
    return True


def set_aside(rows: Table, kind: str, column: str, value: Column, provenance: Mapping[str, Any]) -> Table:
    """These rows, which no canonical file holds, as problems of one kind in one column."""
    return _worded(
        rows.select(
            extract_id=ibis.literal(provenance["extract_id"]).cast("int64"),
            file=ibis.literal(provenance["file"]),
            row=rows["_row"].cast("int64"),
            column=ibis.literal(column),
            value=ibis.coalesce(value.cast("string").substr(0, LONGEST_VALUE), ""),
            kind=ibis.literal(kind),
        )
    )


def _worded(rows: Table) -> Table:
    says = ibis.cases(*((rows.kind == kind, each.says) for kind, each in WORDS.items()))
    mend = ibis.cases(*((rows.kind == kind, each.mend) for kind, each in WORDS.items()))
    return rows.mutate(says=(rows.column + " " + says).strip(), mend=mend).select(*SHAPE)


def write(engine: Engine, parts: Sequence[Table], path: Path) -> None:
    """All problems of a file, each once: two entries may read one column."""
    if parts:
        engine.write_parquet(ibis.union(*parts, distinct=True), path)
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + ".part")
    pq.write_table(ibis.schema(SHAPE).to_pyarrow().empty_table(), part)
    part.replace(path)
