"""What the readers share: files with all their columns, the first row of each group, columns joined on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ibis

Table = Any
Column = Any
Source = Callable[[str], Table | None]
"""Gives a landed table by the name of its file, or None when that file was never received."""


def received(source: Source, name: str, *columns: str) -> Table | None:
    """The landed table with these columns for certain: what a landlord's file lacks is null."""
    table = source(name)
    return None if table is None else complete(table, *columns)


def complete(table: Table, *columns: str) -> Table:
    """The table with the columns that it lacks added as nulls."""
    missing = {name: ibis.null("string") for name in columns if name not in table.columns}
    return table.mutate(**missing) if missing else table


def first_of_each(table: Table, by: Sequence[str], order: Sequence[Column]) -> Table:
    """One row of each group: the first in this order, the row in the file settling what is left."""
    place = ibis.row_number().over(ibis.window(group_by=list(by), order_by=[*order, ibis._["_row"].asc()]))
    return table.mutate(place_in_group=place).filter(ibis._.place_in_group == 0).drop("place_in_group")


def newest(day: Column) -> Column:
    """The order that puts the latest day first and a missing one last."""
    return day.desc(nulls_first=False)


def joined(left: Table, right: Table | None, *, on: str, to: str, take: Mapping[str, str]) -> Table:
    """The left rows, with columns of the right one that belongs to each; nulls where there is none.

    `take` names them: {new name: column of the right table}. `to` is unique in the right table.
    """
    if right is None:
        return complete(left, *take)
    renamed = {"joined_on": right[to], **{name: right[column] for name, column in take.items()}}
    return left.left_join(right.select(**renamed), [(on, "joined_on")]).drop("joined_on")


def coded(column: Column, codes: Sequence[str]) -> Column:
    """Whether the code, in whatever case, is one of these; never null."""
    return column.strip().upper().isin(list(codes)).fill_null(False)
