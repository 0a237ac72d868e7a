"""Something under way renews itself under the strict content policy, and without JavaScript by its link."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.pages"),
]


def test_progress_renews_itself_and_stops_when_it_is_over(chromium: Browser, live_server: LiveServer) -> None:
    page = chromium.new_page(base_url=live_server.url)
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto("/live/")
    assert page.get_by_text("Under way").is_visible()
    expect(page.get_by_text("Ended", exact=True)).to_be_visible(timeout=30_000)
    assert page.locator("[hx-get]").count() == 0
    assert faults == []
    page.close()


def test_without_javascript_there_is_a_link_to_look_again(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/live/")
    assert page.get_by_role("link", name="Look again").is_visible()
    context.close()


def test_a_part_that_cannot_be_renewed_says_so_and_keeps_what_it_had(
    chromium: Browser, live_server: LiveServer
) -> None:
    page = chromium.new_page(base_url=live_server.url)
    page.goto("/live/broken/")
    expect(page.get_by_role("alert")).to_contain_text("could not be brought up to date", timeout=30_000)
    assert page.get_by_text("Under way").is_visible()
    assert page.get_by_role("heading", name="Something went wrong").count() == 0
    page.close()


def test_how_it_stands_is_told_to_those_who_hear_the_page(chromium: Browser, live_server: LiveServer) -> None:
    page = chromium.new_page(base_url=live_server.url)
    page.goto("/live/")
    page.get_by_role("link", name="Look again").focus()
    expect(page.locator("#told")).to_have_text("Run 1: Ended", timeout=30_000)
    page.close()
