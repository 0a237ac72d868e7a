"""The rows of an entry that have something wrong, as one table in the shape of the problems file."""

from collections.abc import Mapping, Sequence
from typing import Any

import ibis

from rooftree.engine.tables import Engine
from rooftree.sources.standardising.compiling.cells import NO_TEXT, Check, Column, Table
from rooftree.sources.standardising.rules import SECRET, WORDS

LONGEST_VALUE = 200
SHAPE = {
    "extract_id": "int64", "file": "string", "row": "int64", "column": "string", "value": "string",
    "kind": "string", "says": "string", "mend": "string",
}  # fmt: skip


def found(engine: Engine, rows: Table, checks: Sequence[Check], provenance: Mapping[str, Any]) -> list[Table]:
    """A table for each check that some row fails; all are counted in one pass over the rows."""
    if not checks:
        return []
    counts = rows.aggregate(**{f"c{n}": ibis.coalesce(check.bad.sum(), 0) for n, check in enumerate(checks)})
    totals = engine.to_arrow(counts).to_pylist()[0]
    return [
        problems(rows.filter(check.bad), check.kind, check.column, check.value, provenance)
        for n, check in enumerate(checks)
        if totals[f"c{n}"]
    ]


def problems(rows: Table, kind: str, column: str, value: Column, provenance: Mapping[str, Any]) -> Table:
    """These rows as problems of one kind in one column."""
    words = WORDS[kind]
    shown = NO_TEXT if kind in SECRET else value.cast("string").substr(0, LONGEST_VALUE)
    return rows.select(
        extract_id=ibis.literal(provenance["extract_id"]).cast("int64"),
        file=ibis.literal(provenance["file"]),
        row=rows["_row"].cast("int64"),
        column=ibis.literal(column),
        value=ibis.coalesce(shown, ""),
        kind=ibis.literal(kind),
        says=ibis.literal(f"{column} {words.says}".strip()),
        mend=ibis.literal(words.mend),
    )


def together(engine: Engine, parts: Sequence[Table]) -> Table:
    """All problems of a file, each once: two entries may read one column."""
    if not parts:
        return engine.arrow(ibis.schema(SHAPE).to_pyarrow().empty_table())
    return ibis.union(*parts, distinct=True)
