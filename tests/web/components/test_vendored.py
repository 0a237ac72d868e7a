"""What pages use of GOV.UK Frontend is in the part of it that is kept here."""

from __future__ import annotations

import re
from pathlib import Path

WEB = Path(__file__).parents[3] / "rooftree" / "web"
NOT_CLASSES = {"govuk-frontend"}


def test_every_govuk_class_in_use_is_in_the_style_sheet() -> None:
    kept = (WEB / "static/vendor/govuk-frontend/govuk-frontend.min.css").read_text()
    used: set[str] = set()
    for page in (WEB / "templates").rglob("*.html"):
        for classes in re.findall(r'class="([^"]*)"', page.read_text()):
            used |= set(re.findall(r"govuk-[a-z]+[a-z0-9_-]*[a-z0-9](?!-?\{)", classes))
    missing = sorted(name for name in used - NOT_CLASSES if f".{name}" not in kept)
    assert len(used) > 10
    assert missing == []


def test_neither_the_crown_nor_its_typeface_is_kept() -> None:
    for file in (WEB / "static/vendor/govuk-frontend").iterdir():
        assert not re.search("GDS Transport|govuk-crest|sourceMappingURL", file.read_text()), file.name
