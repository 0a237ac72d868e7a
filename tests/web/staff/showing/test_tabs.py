"""Tabs as addresses."""

import datetime

from rooftree.web.staff.showing.tabs import Tab, tab_href, tab_links, tab_named

TABS = (Tab("", "Summary"), Tab("people", "People", 3), Tab("repairs", "Repairs", 0, needs_you=True))


def test_each_tab_has_an_address_of_its_own_and_the_summary_has_the_records() -> None:
    links = tab_links(TABS, base="/homes/1/", current="people")
    assert [one.href for one in links] == ["/homes/1/", "/homes/1/people/", "/homes/1/repairs/"]
    assert [one.current for one in links] == [False, True, False]


def test_the_day_asked_for_is_kept_across_tabs() -> None:
    on = datetime.date(2026, 3, 3)
    assert tab_href("/homes/1/", "", on=on) == "/homes/1/?on=2026-03-03"
    links = tab_links(TABS, base="/homes/1/", current="", on=on)
    assert all(one.href.endswith("?on=2026-03-03") for one in links)


def test_nothing_to_do_is_not_marked_as_needing_somebody() -> None:
    assert not tab_links(TABS, base="/", current="")[2].needs_you


def test_a_tab_that_is_not_there_is_not_found() -> None:
    assert tab_named(TABS, "people") == TABS[1]
    assert tab_named(TABS, "rooms") is None
