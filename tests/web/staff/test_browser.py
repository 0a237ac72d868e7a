"""The staff pages in a real browser: no accessibility fault, no sideways scroll, no need of JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from rooftree.reference.accounts.rules import SYSTEM, Role
from rooftree.sources.extracts.actions.runs import start
from rooftree.sources.extracts.rules.states import RunOutcome
from tests.accessible import violations
from tests.factories.landlord import Landlord, a_landlord, claim, disagreement
from tests.web.conftest import PASSWORD, user_with

WIDTHS = (320, 768, 1280)


def everything() -> Landlord:
    """A home with everything, on which two systems disagree."""
    made = a_landlord()
    unit = made["unit"]
    for system, value in (("nec", 3), ("keystone", 2)):
        claim(unit, system, {"bedrooms": value})
    disagreement(unit, "bedrooms", {"nec": 3, "keystone": 2}, "2")
    return made


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A data steward's page; a parameter sets the browser."""
    user_with(Role.DATA_STEWARD)
    context = chromium.new_context(base_url=live_server.url, **getattr(request, "param", {}))
    found = context.new_page()
    found.goto("/sign-in/")
    found.get_by_label("Email address").fill("carys@example.org")
    found.get_by_label("Password", exact=True).fill(PASSWORD)
    found.get_by_role("button", name="Sign in").click()
    found.wait_for_url("**/")
    yield found
    context.close()


@pytest.mark.browser
def test_a_page_to_which_nothing_leads_has_no_accessibility_fault_and_does_not_scroll_sideways(
    page: Page,
) -> None:
    page.goto(f"/homes/{everything()['unit'].pk}/?on=rubbish")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert violations(page) == []


@pytest.mark.browser
def test_the_widest_tables_of_a_home_fit_a_screen_of_1280_zoomed_by_a_quarter(page: Page) -> None:
    own = everything()["unit"].pk
    for tab in ("voids", "repairs", "tenancies"):
        page.goto(f"/homes/{own}/{tab}/")
        for width in (920, 1024, 1240):
            page.set_viewport_size({"width": width, "height": 800})
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (tab, width)


@pytest.mark.browser
def test_the_note_of_a_source_closes_by_escape_and_gives_the_focus_back(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/homes/{everything()['unit'].pk}/facts/")
    note = page.locator('main details[name="source"]').first
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    assert note.get_attribute("open") is not None
    page.keyboard.press("Escape")
    assert note.get_attribute("open") is None
    assert note.locator("summary").evaluate("one => one === document.activeElement")
    note.locator("summary").click()
    page.locator("h1").click()
    assert note.get_attribute("open") is None


@pytest.mark.browser
@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no-javascript"])
def test_finding_a_home_and_its_sources_works_without_javascript(page: Page) -> None:
    made = everything()
    page.locator("#q").fill(made.facts["unit"]["uprn"])
    page.locator("#q").press("Enter")
    page.goto(f"/homes/{made['unit'].pk}/facts/")
    page.locator("#facts summary").first.click()
    assert page.locator("#facts .rt-source__panel").first.is_visible()
    page.get_by_text("Another day").click()
    for label, value in (("Day", "1"), ("Month", "3"), ("Year", "2020")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Show that day").click()
    assert "We did not know this home on" in page.locator("h1").inner_text()


@pytest.mark.browser
def test_the_slash_key_goes_to_the_search_box_but_not_while_somebody_types(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    box = page.locator("#q")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.type("a/b")
    assert box.input_value() == "a/b"


@pytest.mark.browser
def test_single_keys_do_nothing_once_they_are_turned_off(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Single keys: Off").click()
    page.keyboard.press("/")
    assert not page.locator("#q").evaluate("box => box === document.activeElement")


@pytest.mark.browser
@pytest.mark.parametrize(("path", "within"), [("/homes/{}/", ".rt-record__main"), ("/homes/", "#rows")])
def test_a_reader_by_keyboard_can_skip_the_sections_and_the_filters(
    page: Page, path: str, within: str
) -> None:
    page.goto(path.format(everything()["unit"].pk))
    for key in ("Tab", "Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("within => Boolean(document.activeElement.closest(within))", within)


@pytest.mark.browser
def test_a_home_is_walked_by_keyboard_and_each_stop_can_be_seen(page: Page) -> None:
    made = everything()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"/homes/{made['unit'].pk}/")
    hidden = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => { const at = document.activeElement, box = at.getBoundingClientRect();
            if (at === document.body) return null;
            const x = box.left + Math.min(box.width, 20) / 2, y = box.top + Math.min(box.height, 20) / 2;
            const top = document.elementFromPoint(x, y);
            return at.contains(top) || (top && top.contains(at)) ? "" : at.outerHTML.slice(0, 120); }"""
        )
        if stop is None:
            break
        if stop:
            hidden.append(stop)
    assert hidden == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_run_is_seen_to_go_on_and_to_end_without_a_click(page: Page) -> None:
    now = timezone.now()
    begun = start(folder="x", business_on=now.date(), by=SYSTEM, now=now, steps=("land", "publish"))
    with begun as opened:
        opened.begin("land", total=10)
        opened.progress("land", done=4)
        page.goto(f"/runs/{opened.id}/")
        assert page.locator("h1").inner_text() == f"Run {opened.id} is at “Land”"
        opened.end("land", rows_out=1_234)
        opened.begin("publish")
        page.get_by_role("cell", name="1,234").wait_for()
        opened.finish(outcome=RunOutcome.PUBLISHED, says="12 new.")
    page.get_by_role("heading", name=f"Run {opened.id} was published").wait_for()
    assert page.locator("[hx-get]").count() == 0
