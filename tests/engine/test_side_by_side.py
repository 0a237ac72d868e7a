"""Jobs on two engines: all results come, a failure ends all, and leaving early stops what runs."""

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import ibis
import pytest

from rooftree.engine.side_by_side import Job, side_by_side
from rooftree.engine.tables import Engine


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path / "spill", memory="256MB", threads=1)
    yield made
    made.close()


def _counting(upto: int) -> Job[int]:
    def job(engine: Engine) -> Iterator[int]:
        for rows in range(1, upto + 1):
            yield engine.count(engine.hold(ibis.range(rows).unnest().name("n").as_table()))

    return job


def _endless(seen: list[str]) -> Job[int]:
    def job(engine: Engine) -> Iterator[int]:
        try:
            many = engine.hold(ibis.range(100_000).unnest().name("n").as_table())
            pairs = many.cross_join(many.view().rename(m="n")).cross_join(many.view().rename(k="n"))
            yield engine.count(pairs.filter((pairs.n * pairs.m + pairs.k) % 7 == 8))
        except Exception as failure:
            seen.append(str(failure))
            raise

    return job


def test_every_result_of_every_job_comes(engine: Engine) -> None:
    found = list(side_by_side(engine, [_counting(3), _counting(2), _counting(4)]))
    assert sorted(found) == [1, 1, 1, 2, 2, 2, 3, 3, 4]


def test_two_jobs_run_at_once(engine: Engine) -> None:
    both = threading.Barrier(2, timeout=30)

    def meeting(own: Engine) -> Iterator[int]:
        both.wait()
        yield id(own)

    assert len(set(side_by_side(engine, [meeting, meeting]))) == 2


def test_the_failure_of_one_ends_the_others(engine: Engine) -> None:
    def failing(own: Engine) -> Iterator[int]:
        yield 1
        raise ValueError("the file is broken")

    seen: list[str] = []
    with pytest.raises(ValueError, match="the file is broken"):
        list(side_by_side(engine, [_endless(seen), failing]))
    assert "interrupt" in seen[0].lower()


def test_leaving_early_stops_what_runs(engine: Engine) -> None:
    seen: list[str] = []
    began = threading.active_count()
    with contextlib.closing(side_by_side(engine, [_endless(seen), _counting(1)])) as found:
        assert next(found) == 1
    assert "interrupt" in seen[0].lower()
    deadline = time.monotonic() + 30
    while threading.active_count() > began and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threading.active_count() == began
