"""The accessibility rules of axe-core, asked of a page that a browser shows."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Violations = list[dict[str, Any]]
ASK = "options => axe.run(document, options).then(found => found.violations)"


def violations(page: Page, *, only: object = None) -> Violations:
    """What a page does against the rules; `only` some of them, as axe's `runOnly` has it.

    The rules are put into the page once, and what the page does right is not written down: on a long page
    that takes longer than finding it.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"]} | ({"runOnly": only} if only else {})
    found: Violations = page.evaluate(ASK, options)
    return found
