"""Jobs on two engines at once: while one engine works, Python describes the other's next step."""

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from queue import Queue
from typing import Generic, TypeVar

from rooftree.engine.tables import Engine

Result = TypeVar("Result")
Job = Callable[[Engine], Iterator[Result]]


@dataclass(frozen=True)
class _Came(Generic[Result]):
    result: Result


@dataclass(frozen=True)
class _Left:
    """A thread has ended, well or by a failure."""

    failure: BaseException | None = None


def side_by_side(engine: Engine, jobs: Sequence[Job[Result]]) -> Generator[Result, None, None]:
    """What the jobs give, as it comes; started in their order, two at a time, so give the longest first.

    Each runs in a thread of its own on an engine of its own. The failure of one is raised here, and ends the
    others, as leaving early does.
    """
    waiting, results = deque(jobs), Queue[_Came[Result] | _Left]()
    engines = [engine, engine.beside()] if len(jobs) > 1 else [engine]
    stop = threading.Event()
    threads = [
        threading.Thread(target=_work, args=(own, waiting, results, stop), daemon=True) for own in engines
    ]
    try:
        for thread in threads:
            thread.start()
        yield from _gathered(results, len(threads))
    finally:
        stop.set()
        for own, thread in zip(engines, threads, strict=True):
            while thread.is_alive():  # again and again: between two queries nothing is there to stop
                own.interrupt()
                thread.join(0.05)
        for own in engines[1:]:
            own.close()


def _work(
    engine: Engine,
    waiting: deque[Job[Result]],
    results: "Queue[_Came[Result] | _Left]",
    stop: threading.Event,
) -> None:
    try:
        while waiting and not stop.is_set():
            for result in waiting.popleft()(engine):
                results.put(_Came(result))
                if stop.is_set():
                    break
    except BaseException as failure:  # handed to the thread that asked
        results.put(_Left(failure))
    else:
        results.put(_Left())


def _gathered(results: "Queue[_Came[Result] | _Left]", threads: int) -> Iterator[Result]:
    left = 0
    while left < threads:
        came = results.get()
        if isinstance(came, _Came):
            yield came.result
        elif came.failure is not None:
            raise came.failure
        else:
            left += 1
