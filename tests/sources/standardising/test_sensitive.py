"""Which columns of the built-in systems' files are kept off every page."""

from rooftree.sources.connectors.registry import load
from rooftree.sources.standardising.sensitive import is_special, special_columns


def test_a_column_is_sensitive_under_every_name_it_is_known_by() -> None:
    clients = special_columns(load()["locata"], "clients")
    assert is_special("Ethnicity", clients)
    assert is_special(" Ethnic Origin ", clients)
    assert not is_special("Postcode", clients)


def test_a_key_that_holds_a_sensitive_column_is_sensitive() -> None:
    assert is_special("ClientID/Ethnicity", special_columns(load()["locata"], "clients"))
    assert not is_special("ClientID/Surname", special_columns(load()["locata"], "clients"))
