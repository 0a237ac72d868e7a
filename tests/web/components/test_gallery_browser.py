"""The gallery in a real browser: without JavaScript, by keyboard, in the dark that somebody chose."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from rooftree.reference.accounts.rules import Role
from tests.web.conftest import PASSWORD, user_with


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An administrator's page, signed in through the form; a parameter sets the browser."""
    options: dict[str, object] = getattr(request, "param", {})
    context = chromium.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    user_with(Role.ADMINISTRATOR)
    page.goto("/sign-in/?next=/components/")
    page.get_by_label("Email address").fill("dev@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/components/")
    yield page
    context.close()
    assert faults == []


@pytest.mark.browser
@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no JavaScript"])
def test_sign_in_sources_and_forms_work_without_javascript(page: Page) -> None:
    page.goto("/components/record/")
    source = page.get_by_text("NEC, 19 November 2026").first
    source.click()
    assert page.get_by_text("Shown because NEC is the system of record for telephone numbers.").is_visible()
    page.goto("/users/add/")
    page.get_by_role("button", name="Add and make a link").click()
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_text("You are signed out.").is_visible()


@pytest.mark.browser
@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True, ids=["no JavaScript"])
def test_a_choice_reveals_and_colours_are_chosen_without_javascript(page: Page) -> None:
    page.goto("/components/forms/")
    further = page.get_by_label("Which way?").first
    assert not further.is_visible()
    page.get_by_label("Another way").first.check()
    assert further.is_visible()
    page.get_by_role("button", name="Dark").click()
    assert page.url.endswith("/components/forms/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 25, 31)"


@pytest.mark.browser
@pytest.mark.enable_socket
@pytest.mark.django_db(transaction=True)
def test_everything_reached_by_keyboard_shows_where_it_is(page: Page) -> None:
    for path in ("/components/lists/", "/components/record/", "/components/forms/", "/users/add/"):
        page.goto(path)
        seen: set[str] = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            here = page.evaluate(FOCUS)
            if here["what"] == "BODY" or here["what"] in seen:
                break
            seen.add(here["what"])
            assert here["shown"], f"{here['what']} on {path} has the focus and does not show it"
        assert len(seen) > 5


FOCUS = """() => {
  const e = document.activeElement, yellow = "rgb(255, 221, 0)";
  // GOV.UK draws radios and ticks before their label, so their focus is shown there.
  const styles = [getComputedStyle(e), e.labels?.[0] ? getComputedStyle(e.labels[0], "::before") : null];
  const shown = styles.some(s => s && (s.backgroundColor === yellow || s.outlineColor === yellow
    || s.boxShadow.includes(yellow)));
  const box = e.getBoundingClientRect();
  const path = [...document.querySelectorAll("*")].indexOf(e);
  return { what: e === document.body ? "BODY" : `${path} ${e.tagName} ${e.textContent.trim().slice(0, 40)}`,
           shown: shown && box.width > 0 && box.height > 0 };
}"""
