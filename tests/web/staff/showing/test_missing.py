"""What may be missing is said in words for every file that the systems send."""

from __future__ import annotations

from rooftree.sources.connectors.registry import load
from rooftree.web.staff.showing.missing import missing, what_of


def test_every_file_that_a_system_sends_has_words() -> None:
    sent = {(name, file) for name, system in load().items() for file in system.files}
    assert sent - set(missing()) == set()


def test_a_file_that_a_landlord_added_is_never_called_by_its_name() -> None:
    assert what_of("locata", "extra_file") == "Some of what Locata tells us"
