"""What every way of reading rows shares: the names of columns as read, and columns read for rows in hand."""

from collections.abc import Iterable

from rooftree.records.listing.shape import Asked, List, Row, Then

MARK = "shown_"
"""Before a column's name while the database reads it: the table may have a column of that name."""


def plain(row: Row) -> Row:
    """A row by the names of its columns alone."""
    return {name.removeprefix(MARK): value for name, value in row.items() if name.startswith(MARK)}


def attached(wanted: List, asked: Asked, then: Then, rows: Iterable[Row]) -> list[Row]:
    """The rows with the columns that are read for them; one statement or few, however many rows."""
    held = [dict(row) for row in rows]
    for one in wanted.attached:
        names = [column.name for column in one.columns if column.name in asked.columns]
        if not names or not held:
            continue
        ids = list(dict.fromkeys(str(row[one.by]) for row in held))
        found = one.read(ids, then) if one.may_read(then.viewer) else {}
        for row in held:
            row.update(dict.fromkeys(names) | dict(found.get(str(row[one.by]), {})))
    return list(held)
