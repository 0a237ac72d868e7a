"""Where a record stands in the system it came from."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import override_settings

from rooftree.reference.register.links import deep_link, templates


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "links.toml"
    file.write_text(
        '[systems.nec]\nhome_url = "https://nec.example.org/p/{key}"\n'
        '[systems.locata]\nhome_url = "javascript:{key}"\nperson_url = "https://locata.example.org/"\n',
        encoding="utf-8",
    )
    return file


def test_without_an_address_nothing_leads_anywhere(tmp_path: Path) -> None:
    with override_settings(ROOFTREE_LINKS=tmp_path / "none.toml"):
        assert deep_link("nec", "home", "0041") == ""


def test_the_landlords_own_address_holds_the_key_safely(own: Path) -> None:
    with override_settings(ROOFTREE_LINKS=own):
        assert deep_link("nec", "home", "A/1 ?x") == "https://nec.example.org/p/A%2F1%20%3Fx"
        assert deep_link("nec", "person", "1") == ""


def test_what_is_no_web_address_makes_no_link_and_is_logged(
    own: Path, caplog: pytest.LogCaptureFixture
) -> None:
    templates.cache_clear()
    with override_settings(ROOFTREE_LINKS=own):
        assert deep_link("locata", "home", "1") == ""
        assert deep_link("locata", "person", "1") == ""
    assert "[systems.locata] home_url must begin with https:// and hold {key}" in caplog.text


def test_a_file_that_cannot_be_read_breaks_no_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = tmp_path / "links.toml"
    file.write_text("[systems.nec\n", encoding="utf-8")
    with override_settings(ROOFTREE_LINKS=file):
        assert deep_link("nec", "home", "1") == ""
    assert "links.toml cannot be read" in caplog.text
