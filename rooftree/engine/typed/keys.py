"""Keys out of values: an id that is the same every night, a row's content, a keyed hash."""

import hmac
from collections.abc import Callable
from typing import Any

import ibis
import pyarrow as pa

Column = Any
Table = Any

BETWEEN = "\x1f"
NOTHING = "\x1e"
"""Stands for null, so that null and blank differ and no part runs into the next."""


def row_id(*parts: Column | str) -> Column:
    """The md5 of the parts as a UUID; the same parts give the same id on every engine, every night."""
    return _joined(parts).hexdigest("md5").cast("uuid")


def content_hash(table: Table, columns: list[str]) -> Column:
    """A UUID that changes when any of these columns of a row changes."""
    return row_id(*(table[name] for name in columns))


def fact_hash(table: Table, columns: list[str]) -> Column:
    """A number that changes when any of these columns of a row changes: quick, not for keeping.

    Equal only within one version of the engine; after a new one every row looks changed, and whoever compares
    must then look at the facts themselves.
    """
    return ibis.struct({name: table[name] for name in columns}).hash()


def _joined(parts: tuple[Column | str, ...]) -> Column:
    texts = [ibis.literal(part) if isinstance(part, str) else part.cast("string") for part in parts]
    whole = texts[0].fill_null(NOTHING)
    for text in texts[1:]:
        whole = whole + BETWEEN + text.fill_null(NOTHING)
    return whole


def keyed_hash(key: str) -> Callable[[Column], Column]:
    """A function that gives the HMAC-SHA256 of a text column under `key`, in hexadecimal.

    The key stays in this process: it is never part of a query's text.
    """

    def digests(texts: Any) -> Any:
        encoded = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
        return pa.array([_digest_or_null(key, text) for text in encoded.to_pylist()], pa.string())

    digests.__annotations__ = {"texts": str, "return": str}
    made: Callable[[Column], Column] = ibis.udf.scalar.pyarrow(digests)
    return made


def _digest_or_null(key: str, text: str | None) -> str | None:
    return None if text is None else digest(key, text)


def digest(key: str, text: str) -> str:
    """The HMAC-SHA256 of one text under `key`, in hexadecimal."""
    return hmac.digest(key.encode(), text.encode(), "sha256").hex()
