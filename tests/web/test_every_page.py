"""Every page there is, in a real browser: whoever adds a page has it walked here without adding a line.

The first page of each kind is held to every rule, at every size and in the dark; others of the kind, which
the same template draws, to what their data may spoil: their name, weight and scripts, and the narrowest fit.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import transaction
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from rooftree.engine import kept
from rooftree.records.tenancies.models import Tenancy
from rooftree.reference.accounts.queries import viewer_for
from rooftree.reference.accounts.rules import Role
from rooftree.reference.accounts.views import actions as views
from rooftree.reference.standard.editing.actions import keep
from rooftree.reference.standard.quality.actions import propose
from rooftree.reference.standard.quality.parts import Part, PartKind
from rooftree.services.notes import actions as notes
from rooftree.web import clock
from tests.accessible import violations
from tests.factories.landlord import a_landlord, claim, disagreement
from tests.factories.records import make
from tests.nights import FIRST, Landlord, units
from tests.oversight.agreements import made as agreements
from tests.oversight.capability import made as capability
from tests.records.stock import landlord as stock
from tests.reference.standard.quality.test_actions import graver
from tests.web.conftest import user_with
from tests.web.staff.matching import made as matching
from tests.web.staff.quality import made as exceptions
from tests.web.walking import Walk

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SIZES = ((320, 640), (375, 812), (640, 450), (768, 1024))
"""A small phone and a usual one; a desktop screen at 200 %; a tablet."""
NARROW = SIZES[:1]
HEAVIEST = 150_000
EXPECTED = {
    *("start", "home", "person", "repair", "components-of", "users"),
    *("question", "stock-home", "stock-withdraw", "mend", "rename-view", "homes"),
}
NOT_FOLLOWED = {
    "sign-in-by-link": "spends a link that works once",
    "decide": "answers a question: no page",
    "take-file": "takes that file away: no page",
}


@dataclass
class Everywhere:
    """The pages of each route with who walked there, the routes nobody reached, and what was wrong."""

    by: dict[Role, Client]
    pages: dict[str, list[tuple[Role, str]]] = field(default_factory=dict)
    starts: tuple[str, ...] = ("/", "/components/")
    answers: dict[Role, str] = field(default_factory=dict)
    """Where a form leads that asks by its address, by who may fill it in."""
    left: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Each walks what they may see; a route is looked at by the first who reached it."""
        unreached = []
        for role, client in self.by.items():
            walk = Walk()
            walk.follow(client, *self.starts, *filter(None, [self.answers.get(role)]))
            unreached.append(walk.try_the_rest(client, but=set(NOT_FOLLOWED)))
            self.faults += [f"{role.value}: {fault}" for fault in walk.faults]
            known = set(self.pages)
            for name, address in walk:
                if name not in known:
                    self.pages.setdefault(name, []).append((role, address))
        self.left = set.intersection(*unreached)


@pytest.fixture
def everywhere(transactional_db: None, tmp_path: Path, settings: Settings) -> Everywhere:
    """One home with everything, and beside it all that waits for somebody; and the pages that lead on."""
    settings.LANDING, settings.INTAKE = tmp_path / "landing", tmp_path / "intake"
    settings.KEPT_FILES = tmp_path / "kept"
    landlord = Landlord(settings.LANDING)
    landlord.night({"unit": units(40)})
    landlord.night({"unit": units(40, without=[1, 2, 3])}, FIRST + timedelta(days=1))
    by: dict[Role, Client] = {}
    with transaction.atomic():
        made = a_landlord()
    unit = made["unit"]
    for system, value in (("nec", 3), ("keystone", 2)):
        claim(unit, system, {"bedrooms": value})
    disagreement(unit, "bedrooms", {"nec": 3, "keystone": 2}, "2")
    make(Tenancy, unit=unit, tenancy_ref="T-NOBODY", starts_on=FIRST)
    matching.second_row(unit)
    stock.home("1 Ash Row", *stock.ALL)
    missed = stock.home("2 Ash Row", "nec", "keystone")
    stock.night(FIRST + timedelta(days=2))
    for role in (Role.DATA_STEWARD, Role.ADMINISTRATOR, Role.OFFICER):
        user, by[role] = user_with(role), Client()
        by[role].force_login(user, backend="rooftree.reference.accounts.backends.Backend")
        on: dict[str, Any] = {"by": viewer_for(user), "now": clock.now()}
        if role is Role.DATA_STEWARD:
            _decide(by[role], str(missed))
            exceptions.one_of_each(tmp_path / "ledger", on["by"])
            agreements.one_of_each(on["by"], clock.now(), clock.today())
            capability.one_of_each(tmp_path / "capability", on["by"], clock.now(), clock.today())
            matching.one_of_each(on["by"], clock.now(), clock.today())
            propose(changes=graver(), based_on=0, says="It is asked too often", **on)
            fire = Part("codes/void_class", PartKind.CODE, "fire")
            keep(part=fire, value={"code": "fire", "label": "Damaged by fire"}, **on)
        if role is Role.OFFICER:
            views.save(name="Empty homes", list_name="homes", query="status=void", team_id=None, **on)
            on |= {"record_type": "unit", "record_id": str(unit.pk)}
            wish = {"list": "homes", "query": "", "form": "csv", "filtered": "", "columns": ["address"]}
            kept.ask(settings.KEPT_FILES, owner=user.pk, now=on["now"], wish=wish)
            notes.add_note(text="The side door sticks.", category="telephone_call", **on)
            notes.add_task(title="Ask about the side door", **on)
    # First those that have it all, whatever homes a list has at its top.
    first = (f"/homes/{unit.pk}/", f"/stock/homes/{missed}/", "/search/?q=address_line")
    answers = {Role.DATA_STEWARD: "/standard/rules/new/unit/range/"}
    found = Everywhere(by, starts=(*first, "/", "/components/"), answers=answers)
    found.walk()
    return found


def _decide(client: Client, home: str) -> None:
    """What a home that one system misses means, by the form of its page."""
    form = client.get(f"/stock/decide/?home={home}").content.decode()
    kept = dict(re.findall(r'<input type="hidden" name="(seen|back)" value="([^"]*)"', form))
    said = {"home": home, "about": "missing:oneserve", "decision": "not_ours", "reason": "Leased in"}
    assert client.post("/stock/decide/", kept | said).status_code == 302


@dataclass
class Looked:
    """What a browser saw: faults, and how heavy and how named each page is."""

    faults: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)
    titles: dict[str, list[str]] = field(default_factory=dict)

    def called(self, title: str, address: str) -> None:
        """Notes the title of a page; its address without what is asked of it."""
        self.titles.setdefault(title, []).append(address.split("?")[0])


def title_of(client: Client, address: str) -> str:
    """What a page is called, by its words alone."""
    said = client.get(address, follow=True).content.decode()
    return html.unescape(" ".join(said.partition("<title>")[2].partition("</title>")[0].split()))


@contextmanager
def signed_in(browser: Browser, url: str, client: Client, looked: Looked) -> Iterator[Page]:
    """A browser with that client's session; console errors are faults; no page is kept."""
    context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800})
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])
    page = context.new_page()
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    told = looked.faults.append
    page.on("console", lambda said: told(f"{page.url}: {said.text}") if said.type == "error" else None)
    page.on("pageerror", lambda fault: told(f"{page.url}: {fault}"))
    yield page
    context.close()


def look(page: Page, address: str, looked: Looked, *, first: bool) -> None:
    """What a page is called, how heavy it is and whether it fits; of the first of its kind, all about it."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    seen = page.evaluate(SEEN)
    looked.weights[address] = seen["weight"]
    looked.called(seen["title"], address)
    if seen["h1"] != 1:
        looked.faults.append(f"{address} has {seen['h1']} first headings")
    found = violations(page, only=RULES) if first else []
    for width, height in (*(SIZES if first else NARROW), (1280, 800)):
        page.set_viewport_size({"width": width, "height": height})
        if over := page.evaluate("document.documentElement.scrollWidth - innerWidth"):
            looked.faults.append(f"{address} scrolls sideways by {over} at {width}")
    if first:
        page.emulate_media(color_scheme="dark")
        found += violations(page, only=COLOURS)
        page.emulate_media(color_scheme="light")
    looked.faults += [f"{address}: {one['id']} {one['nodes'][0]['html'][:140]}" for one in found]


def is_first(name: str, address: str, before: Sequence[tuple[Role, str]]) -> bool:
    """Whether a page is the first of its kind; each tab and each part of the gallery is a kind of its own."""
    return not before or name == "components-of" or "tab" in resolve(urlsplit(address).path).kwargs


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.enable_socket
@pytest.mark.parametrize("half", [0, 1])  # two browsers at once look at half of the pages each
def test_every_route_is_reached_by_links_and_every_page_is_accessible_fits_and_is_light(
    everywhere: Everywhere,
    chromium: Browser,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
    half: int,
) -> None:
    # The tests' server would send style sheets as they lie in the folder; ours sends them as in use.
    monkeypatch.setattr(StaticFilesHandler, "_should_handle", lambda *_: False)
    assert set(everywhere.pages) >= EXPECTED
    looked = Looked([*everywhere.faults, *(f"{name} is not reached" for name in sorted(everywhere.left))])
    for role, client in everywhere.by.items():
        with signed_in(chromium, live_server.url, client, looked) as page:
            for number, name in enumerate(sorted(everywhere.pages)):
                for at, (who, address) in enumerate(everywhere.pages[name]):
                    if who == role and number % 2 == half:
                        first = is_first(name, address, everywhere.pages[name][:at])
                        look(page, address, looked, first=first)
                    elif who == role:
                        looked.called(title_of(client, address), address)
    looked.faults += [f"{at} weighs {heavy}" for at, heavy in looked.weights.items() if heavy > HEAVIEST]
    same = {title: set(at) for title, at in looked.titles.items() if len(set(at)) > 1}
    looked.faults += [f"{sorted(at)} are all called {title}" for title, at in same.items()]
    sys.stderr.write(f"{len(looked.weights)} pages, the heaviest {max(looked.weights.values()):,} bytes\n")
    assert not looked.faults, "\n".join(looked.faults)


SEEN = """() => ({
  title: document.title, h1: document.querySelectorAll("h1").length,
  weight: ["resource", "navigation"].flatMap(kind => performance.getEntriesByType(kind))
    .reduce((sum, one) => sum + one.transferSize, 0) })"""
