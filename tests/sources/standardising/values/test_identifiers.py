"""UPRNs, postcodes, telephone numbers and the rest, made plain."""

from collections.abc import Callable
from typing import Any

import pytest

from rooftree.engine.typed import keys
from rooftree.sources.standardising.values import identifiers
from tests.sources.standardising.conftest import Work

CASES: list[tuple[Callable[[Any], Any], str, str | None]] = [
    (identifiers.uprn, "100023456789", "100023456789"),
    (identifiers.uprn, "000123.00", "123"),
    (identifiers.uprn, "1.00023E+11", None),
    (identifiers.uprn, "9999000000012", None),
    (identifiers.uprn, "0", None),
    (identifiers.uprn, "12 34", None),
    (identifiers.uprn, "-5", None),
    (identifiers.postcode, "zz4  2lh", "ZZ4 2LH"),
    (identifiers.postcode, "ZZ42LH", "ZZ4 2LH"),
    (identifiers.postcode, "zz1a 1aa ", "ZZ1A 1AA"),
    (identifiers.postcode, "zz4", "ZZ4"),
    (identifiers.phone, "+44 7700 900123", "07700900123"),
    (identifiers.phone, "+44 (0)7700 900123", "07700900123"),
    (identifiers.phone, "0044 1632 960123", "01632960123"),
    (identifiers.phone, "7700900123.0", "07700900123"),
    (identifiers.phone, "01632 960123 ask for Sam", "01632960123"),
    (identifiers.phone, "(020) 7946-0001", "02079460001"),
    (identifiers.phone, "none", None),
    (identifiers.email, " Sam@Example.ORG ", "sam@example.org"),
    (identifiers.nino, "qq 12 34 56 c", "QQ123456C"),
    (identifiers.nino, "QQ12345", None),
    (identifiers.nino, "QQ123456E", None),
    (identifiers.reachable, "Sam@Example.org", "sam@example.org"),
    (identifiers.reachable, "07700 900123", "07700900123"),
]


@pytest.mark.parametrize(("rule", "text", "plain"), CASES)
def test_a_value_is_made_plain(
    worked: Work, rule: Callable[[Any], Any], text: str, plain: str | None
) -> None:
    assert worked(rule, [text]) == [plain]


def test_a_masked_number_shows_none_of_its_digits(worked: Work) -> None:
    assert worked(identifiers.nino_masked, ["QQ123456C", "QQ123456", None]) == ["QQ••••••C", "QQ••••••", None]


def test_the_keyed_hash_of_a_number_does_not_hang_on_its_last_letter(worked: Work) -> None:
    keyed = keys.keyed_hash("a key")
    whole, short = worked(lambda x: identifiers.nino_hmac(x, keyed), ["QQ123456C", "QQ123456"])
    assert whole == short == keys.digest("a key", "QQ123456")
