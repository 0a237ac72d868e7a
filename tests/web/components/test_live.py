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
    expect(page.get_by_text("Ended")).to_be_visible(timeout=30_000)
    assert page.locator("[hx-get]").count() == 0
    assert faults == []
    page.close()


def test_without_javascript_there_is_a_link_to_look_again(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/live/")
    assert page.get_by_role("link", name="Look again").is_visible()
    context.close()
