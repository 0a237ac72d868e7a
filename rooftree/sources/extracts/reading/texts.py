"""Values that are not text in the file (a spreadsheet's, a Parquet file's) as the text that says the same."""

import datetime

import pyarrow as pa
import pyarrow.compute as pc

# Beyond this a double no longer holds every whole number, so digits would pretend to know more than it does.
EXACT = 1e15


def of_value(value: object) -> str | None:
    """One spreadsheet cell: whole numbers without “.0”, dates as ISO, an empty cell as null."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
    if isinstance(value, datetime.datetime):
        text = value.isoformat(sep=" ")
        return text.removesuffix(" 00:00:00")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def of_array(column: pa.Array) -> pa.Array | None:
    """A whole Arrow column as text, losing nothing; None when its type has no such text (lists, records)."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.dictionary_decode(), kind.value_type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_nested(kind):
        return None
    if pa.types.is_floating(kind):
        return _of_doubles(column.cast(pa.float64()))
    if pa.types.is_boolean(kind):
        return pc.if_else(column, "TRUE", "FALSE")
    if pa.types.is_timestamp(kind):
        return pc.replace_substring_regex(column.cast(pa.string()), pattern=r"\.0+(Z?)$", replacement=r"\1")
    if pa.types.is_duration(kind):
        column = column.cast(pa.int64())
    return column.cast(pa.string())


def _of_doubles(column: pa.Array) -> pa.Array:
    whole = pc.and_(pc.equal(pc.floor(column), column), pc.less(pc.abs(column), EXACT))
    whole = pc.fill_null(whole, False)
    digits = pc.if_else(whole, column, pa.scalar(None, pa.float64())).cast(pa.int64()).cast(pa.string())
    return pc.if_else(whole, digits, column.cast(pa.string()))
