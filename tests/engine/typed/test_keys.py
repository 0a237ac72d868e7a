"""Keys out of values."""

import hashlib
import hmac
import uuid

import pyarrow as pa

from rooftree.engine.tables import Engine
from rooftree.engine.typed import keys
from tests.engine.typed.conftest import Work


def test_the_same_parts_give_the_same_id_and_it_is_md5_that_makes_it(worked: Work) -> None:
    expected = str(uuid.UUID(hashlib.md5(b"a\x1fb", usedforsecurity=False).hexdigest()))
    assert worked(lambda x: keys.row_id(x, "b"), ["a", "a"]) == [expected, expected]


def test_null_blank_and_shifted_parts_differ(engine: Engine) -> None:
    rows = engine.arrow(pa.table({"a": ["x", "x", None, "xy", ""], "b": ["y", None, "y", "", "xy"]}))
    ids = engine.to_arrow(rows.select(k=keys.content_hash(rows, ["a", "b"])))["k"].to_pylist()
    assert len(set(ids)) == 5


def test_a_keyed_hash_is_hmac_sha256_and_keeps_null(worked: Work) -> None:
    expected = hmac.new(b"secret", b"QQ123456", "sha256").hexdigest()
    hashed = keys.keyed_hash("secret")
    assert worked(hashed, ["QQ123456", None]) == [expected, None]
    assert keys.digest("secret", "QQ123456") == expected
    assert keys.digest("another", "QQ123456") != expected
