"""Clients that ask at once, each on its own connection, and how long each answer took to its last byte."""

from __future__ import annotations

import http.client
import random
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from bench.web.served import HOST

TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Ask:
    """One address to be asked for, and under which name it is counted; a bare one carries no session."""

    name: str
    path: str
    signed_in: bool = True


@dataclass(slots=True)
class Took:
    """What the answers to one kind of question took, in milliseconds."""

    times: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def at(self, percent: int) -> float:
        """The time within which so many in a hundred were answered."""
        ordered = sorted(self.times)
        if not ordered:
            return float("nan")
        return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]

    def told(self) -> dict[str, float | int | list[str]]:
        """As it is reported."""
        found: dict[str, float | int | list[str]] = {
            "requests": len(self.times),
            "p50_ms": round(self.at(50), 1),
            "p95_ms": round(self.at(95), 1),
            "bytes": round(statistics.median(self.sizes)) if self.sizes else 0,
        }
        return found | ({"failed": self.failed[:5]} if self.failed else {})


class Asker:
    """One client: a connection that is kept, and made anew when the server has let it go."""

    def __init__(self, port: int, cookie: str) -> None:
        self.port, self.cookie = port, cookie
        self._connection: http.client.HTTPConnection | None = None

    def ask(
        self, path: str, *, signed_in: bool = True, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        """Status, body and headers of one answer."""
        sent = {"Accept": "text/html", "Accept-Encoding": "gzip"} | (headers or {})
        if signed_in:
            sent["Cookie"] = self.cookie
        for again in (False, True):
            if self._connection is None:
                self._connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT)
            try:
                self._connection.request("GET", path, headers=sent)
                answer = self._connection.getresponse()
                return answer.status, answer.read(), answer.headers
            except (http.client.HTTPException, ConnectionError):
                self.close()
                if again:
                    raise
        raise AssertionError("either answered or raised")

    def close(self) -> None:
        """Lets the connection go."""
        if self._connection:
            self._connection.close()
        self._connection = None


def run(
    asks: Sequence[Ask], *, port: int, cookie: str, clients: int, chance: random.Random
) -> dict[str, Took]:
    """Asks everything once, in an order of chance, by so many clients at once."""
    mixed = list(asks)
    chance.shuffle(mixed)
    waiting: SimpleQueue[Ask] = SimpleQueue()
    for ask in mixed:
        waiting.put(ask)
    found: dict[str, Took] = defaultdict(Took)
    lock = threading.Lock()
    threads = [
        threading.Thread(target=_client, args=(waiting, found, lock, Asker(port, cookie)), daemon=True)
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(found)


def _client(waiting: SimpleQueue[Ask], found: dict[str, Took], lock: threading.Lock, asker: Asker) -> None:
    while True:
        try:
            ask = waiting.get_nowait()
        except Empty:
            asker.close()
            return
        began = time.perf_counter()
        try:
            status, body, _ = asker.ask(ask.path, signed_in=ask.signed_in)
        except (OSError, http.client.HTTPException) as fault:
            status, body = 0, str(fault).encode()
        took = (time.perf_counter() - began) * 1000
        with lock:
            if status == 200:
                found[ask.name].times.append(took)
                found[ask.name].sizes.append(len(body))
            else:
                found[ask.name].failed.append(f"{status} {ask.path}")


def asks(name: str, paths: Iterable[str], *, signed_in: bool = True) -> list[Ask]:
    """Many addresses of one kind."""
    return [Ask(name, path, signed_in) for path in paths]
