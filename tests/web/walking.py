"""Walks the pages as somebody does who follows every link, so that a page made tomorrow is walked too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.whole.test_routes import routes

EACH, TABS = 2, 14
"""This many addresses of one route are walked: each tab of a record, but not each record of a list."""
KEYS = re.compile(r"<(?:(\w+):)?(\w+)>")
GUESSES = {"int": "1", "uuid": "00000000-0000-0000-0000-000000000001"}


class Links(HTMLParser):
    """The addresses a page leads to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("/") and not href.startswith("//"):
            self.found.append(href)


@dataclass
class Walk:
    """The pages reached, by route; what was wrong on the way; what is no page."""

    pages: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def follow(self, client: Client, *starts: str) -> None:
        """Reads these pages, before any other, and all they lead to."""
        waiting = [(start, "the start") for start in starts]
        while waiting:
            address, before = waiting.pop(0)
            if self._is_new(address) and (text := self._read(client, address, before)):
                waiting += [(found, address) for found in Links(text).found]

    def _is_new(self, address: str) -> bool:
        parts = urlsplit(address)
        try:
            match = resolve(parts.path)
        except Resolver404:
            self.faults.append(f"{address} leads nowhere")
            return False
        name = match.url_name or ""
        self.values |= {key: str(value) for key, value in match.kwargs.items()}
        # The same page asked in another way (a filter, an order) is the same page, but once.
        key = f"{parts.path}?{'…' if parts.query else ''}"
        most = TABS if {"tab", "name"} & set(match.kwargs) else EACH
        if key in self.seen or len(self.pages[name]) >= most:
            return False
        self.seen.add(key)
        return True

    def _read(self, client: Client, address: str, before: str = "its address") -> str:
        """The page's text, or nothing when it is no page."""
        answer = client.get(address)
        name = resolve(urlsplit(address).path).url_name or ""
        kind = answer.get("Content-Type", "")
        if answer.status_code in (302, 405) or (answer.status_code == 200 and "text/html" not in kind):
            self.others.add(name)
        elif answer.status_code != 200:
            self.faults.append(f"{address}, from {before}, answers {answer.status_code}")
        elif "<html" not in (text := answer.content.decode()):
            self.others.add(name)
        else:
            self.pages[name].append(address)
            return text
        return ""

    def try_the_rest(self, client: Client, *, but: set[str]) -> set[str]:
        """The routes no link led to: read with what the walk came by; those it could not ask for are left."""
        left = set()
        for address, route in routes():
            name = route.name or ""
            if self.pages.get(name) or name in self.others | but or address.startswith("api/"):
                continue
            wanted = {
                key: self.values.get(key, GUESSES.get(kind, "x")) for kind, key in KEYS.findall(address)
            }
            try:
                path = reverse(name, kwargs=wanted)
            except NoReverseMatch:
                left.add(name)
                continue
            if client.get(path).status_code in (403, 404):
                left.add(name)
            else:
                self._read(client, path)
        return left

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((name, address) for name, found in sorted(self.pages.items()) for address in found)
