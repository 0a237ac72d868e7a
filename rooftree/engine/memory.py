"""How much memory a process tree takes: proportional set size, so that shared pages count once."""

import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self

import psutil


def tree_pss(roots: Iterable[int]) -> int:
    """Bytes of PSS of the processes and all their children; RSS where the system tells no PSS."""
    seen: dict[int, int] = {}
    for root in roots:
        try:
            process = psutil.Process(root)
            family = [process, *process.children(recursive=True)]
        except psutil.Error:
            continue
        for each in family:
            if each.pid not in seen:
                seen[each.pid] = _pss(each)
    return sum(seen.values())


def _pss(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", full.rss))


class PeakMemory:
    """Watches a process tree while a block runs; `since_last()` gives the peak since it was last asked."""

    def __init__(self, roots: Callable[[], Iterable[int]], *, every: float = 0.25) -> None:
        self._roots, self._every = roots, every
        self._stop = threading.Event()
        self._peak = 0
        self.highest = 0
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def since_last(self) -> int:
        """The highest seen since the last call (bytes), looked at once more now."""
        self._look()
        peak, self._peak = self._peak, 0
        return peak

    def _watch(self) -> None:
        while not self._stop.wait(self._every):
            self._look()

    def _look(self) -> None:
        now = tree_pss(self._roots())
        self._peak, self.highest = max(self._peak, now), max(self.highest, now)
