"""A note on a home asks a colleague to look; they find it in their work, do what it asks, and tick it off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from rooftree.records.homes.models import Unit
from rooftree.reference.accounts.rules import Role
from tests.accessible import violations
from tests.factories.records import make
from tests.web.conftest import PASSWORD, user_with

WIDTHS = (320, 768, 1280)


def signed_in(context: BrowserContext, email: str) -> Page:
    """The first page of somebody who has signed in."""
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    return page


def write(page: Page, home: str) -> None:
    """A note that mentions the planner, and a task for them, from the home's own page."""
    page.goto(f"/homes/{home}/notes/")
    page.get_by_text("Write a note").click()
    page.get_by_label("What happened").fill("The side gate sticks.\n@Bob please tell the roofers.")
    page.get_by_label("About").select_option(label="Visit")
    page.get_by_role("button", name="Save the note").click()
    page.get_by_text("Bob Planner is asked to look").wait_for()
    page.get_by_text("Add a task").click()
    page.get_by_label("What must be done?").fill("Move the visit to the afternoon")
    page.get_by_label("Whose is it?").select_option(label="Bob Planner, planner")
    page.get_by_role("button", name="Add the task").click()
    page.get_by_role("link", name="Move the visit to the afternoon").wait_for()
    assert page.url.endswith(f"/homes/{home}/notes/#notes")


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["with-javascript", "without"])
def test_a_colleague_sees_it_in_their_work_and_ticks_it(
    chromium: Browser, live_server: LiveServer, scripts: bool
) -> None:
    home = str(make(Unit, address_line="12 Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)
    alice, bob = (user_with(role).email for role in (Role.OFFICER, Role.PLANNER))
    with chromium.new_context(base_url=live_server.url, java_script_enabled=scripts) as hers:
        officer = signed_in(hers, alice)
        write(officer, home)
        with chromium.new_context(base_url=live_server.url, java_script_enabled=scripts) as his:
            planner = signed_in(his, bob)
            assert planner.locator("h1").inner_text() == "Two things need you"
            planner.goto("/your-work/")
            planner.get_by_role("button", name="the note on 12 Larch House").click()
            planner.get_by_text("Marked as seen").wait_for()
            planner.get_by_role("button", name="Move the visit").click()
            planner.get_by_text("Not done after all" if scripts else "Nothing needs you").first.wait_for()
            planner.goto("/your-work/?view=done")
            assert planner.locator("h1").inner_text() == "One thing done this week"
        officer.goto(f"/homes/{home}/notes/")
        officer.get_by_text("Bob Planner saw it").wait_for()
        assert officer.get_by_role("link", name="Move the visit to the afternoon").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_notes_has_an_accessibility_fault_or_scrolls_sideways(
    chromium: Browser, live_server: LiveServer, scheme: str
) -> None:
    home = str(make(Unit, address_line="12 Larch House, Orchard Rise", postcode="ZZ4 2LH").pk)
    faults = []
    with chromium.new_context(base_url=live_server.url, color_scheme=scheme) as context:  # type: ignore[arg-type]
        user_with(Role.PLANNER)
        page = signed_in(context, user_with(Role.DATA_STEWARD).email)
        write(page, home)
        on = f"/notes/on/unit/{home}/"
        own = page.locator('a[href$="/change/"]').get_attribute("href") or ""
        todo = page.locator('a[href^="/tasks/"]').get_attribute("href") or ""
        for path in ("/", "/your-work/", "/your-work/?view=given", f"{on}?note=1", f"{on}?task=1", own, todo):
            page.goto(path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    faults.append(f"{path} scrolls sideways at {width}")
            found = violations(page)
            faults += [f"{path}: {one['id']} {one['nodes'][0]['target']}" for one in found]
    assert faults == []
