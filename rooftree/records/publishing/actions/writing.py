"""Writes differences on a thread of its own: PostgreSQL takes one table while the next is compared."""

import queue
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rooftree.records.publishing.actions import copying
from rooftree.records.publishing.actions.copying import Raw
from rooftree.records.publishing.difference import Difference

AHEAD = 4
"""How many tables may wait to be written; more would only fill the disk."""


class Writer:
    """Takes differences in order and writes them on one connection, which is nobody else's meanwhile.

    A failure is raised at the next `put` or at the end of the block; when the block fails, writing stops.
    """

    def __init__(self, raw: Raw, *, ended_on: str, told: Callable[[Difference], None]) -> None:
        self._raw, self._ended_on, self._told = raw, ended_on, told
        self._waiting: queue.Queue[Difference | None] = queue.Queue(AHEAD)
        self._failure: BaseException | None = None
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, name="publish", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def put(self, difference: Difference) -> None:
        """Hands a table over to be written."""
        self._raise()
        if not difference.nothing:
            self._waiting.put(difference)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._stopped.set()
            if self._thread.is_alive():
                self._raw.cancel_safe()
        self._waiting.put(None)
        self._thread.join()
        if error is None:
            self._raise()

    def _raise(self) -> None:
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure

    def _work(self) -> None:
        while (difference := self._waiting.get()) is not None:
            if self._stopped.is_set() or self._failure is not None:
                continue  # drained, so that nobody waits for room
            try:
                copying.write(self._raw, difference, ended_on=self._ended_on)
                self._told(difference)
            except BaseException as failure:  # handed to the thread that asked
                self._failure = failure
