"""Signing in by the one-time link, as a person does, and what a browser fetches for its first page."""

from __future__ import annotations

import gzip
import http.client
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urljoin

from bench.web.load import Asker
from bench.web.served import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINKED = re.compile(r'<(?:link|script)\b[^>]*?\b(?:href|src)="(/static/[^"]+)"')
FACE = re.compile(r"@font-face\s*{[^}]*}")
URL = re.compile(r"url\([\"']?([^\"')]+)[\"']?\)")
LATIN = "U+0000-00FF"


def sign_in(port: int, token: str) -> str:
    """The cookie of a session."""
    path = f"/sign-in/{token}/"
    _, body, headers = Asker(port, "").ask(path, signed_in=False, headers={"Accept-Encoding": "identity"})
    proof = TOKEN.search(body.decode())
    cookie = (headers.get("Set-Cookie") or "").partition(";")[0]
    if not proof:
        raise SystemExit("The sign-in page has no form; is this home's server another version?")
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode({"csrfmiddlewaretoken": proof[1]}), sent)
    answer = connection.getresponse()
    answer.read()
    cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or []]
    connection.close()
    if not any(one.startswith("sessionid=") for one in cookies):
        raise SystemExit(f"Signing in did not work: {answer.status}.")
    return "; ".join(cookies)


@dataclass(frozen=True, slots=True)
class Weight:
    """What one first load costs on the wire, as served, and where it goes."""

    page: int
    page_if_compressed: int
    assets: dict[str, int]

    def told(self) -> dict[str, object]:
        """As it is reported."""
        return {
            "total_bytes": self.page + sum(self.assets.values()),
            "page_bytes": self.page,
            "page_bytes_if_compressed": self.page_if_compressed,
            "assets": dict(sorted(self.assets.items(), key=lambda one: -one[1])),
        }


def weigh(asker: Asker, path: str) -> Weight:
    """The page, its styles, scripts and icon, and the fonts that Latin letters need; each as it is sent."""
    _, body, headers = asker.ask(path)
    plain = _plain(body, headers)
    assets: dict[str, int] = {}
    for linked in dict.fromkeys(LINKED.findall(plain.decode())):
        _, sent, about = asker.ask(linked)
        assets[linked] = len(sent)
        if linked.partition("?")[0].endswith(".css"):
            text = _plain(sent, about).decode()
            for font in _fonts(text):
                at = urljoin(linked, font)
                if at not in assets:
                    assets[at] = len(asker.ask(at)[1])
    return Weight(len(body), len(gzip.compress(plain, 6)), assets)


def _plain(body: bytes, headers: http.client.HTTPMessage) -> bytes:
    return gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body


def _fonts(css: str) -> list[str]:
    """The fonts a page in English fetches: those for all letters, or for the first Latin ones."""
    return [
        url[1]
        for face in FACE.findall(css)
        if ("unicode-range" not in face or LATIN in face) and (url := URL.search(face))
    ]
