"""What is left after a `kill -9`: the data always, a process never."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from rooftree.engine import postgres
from tests.engine.neighbours import Person, left_over, until

pytestmark = pytest.mark.kill

Come = Callable[[], Person]


def save(person: Person, name: str) -> None:
    with psycopg.connect(person.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (name text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [name])


def saved(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM kept ORDER BY name")]


def answers(url: str) -> bool:
    try:
        return saved(url) == ["Alder House"]
    except psycopg.OperationalError:
        return False


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def nothing_is_left(home: Path) -> bool:
    return until(lambda: left_over(home) == [])


def test_a_killed_user_leaves_no_server_behind(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    person.kill()
    assert nothing_is_left(home)
    assert saved(somebody().url) == ["Alder House"]


def test_a_killed_user_does_not_take_the_server_from_the_others(home: Path, somebody: Come) -> None:
    first, second = somebody(), somebody()
    save(first, "Alder House")
    first.kill()
    assert saved(second.url) == ["Alder House"]
    second.leave()
    assert nothing_is_left(home)


def test_a_killed_server_is_started_again_by_its_keeper(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    killed = person.server_pid
    kill(killed)
    assert until(lambda: answers(person.url))
    assert postgres.status(home).pid not in (0, killed)
    person.kill()
    assert nothing_is_left(home)


def test_a_killed_keeper_is_replaced_while_somebody_uses_the_server(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    killed = postgres.status(home).keeper_pid
    kill(killed)
    assert until(lambda: postgres.status(home).running and postgres.status(home).keeper_pid != killed)
    assert until(lambda: answers(person.url))
    person.leave()
    assert nothing_is_left(home)


def test_a_keeper_killed_again_and_again_is_replaced_each_time(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    for _ in range(3):
        kill(postgres.status(home).keeper_pid)
        assert until(lambda: postgres.status(home).running and answers(person.url))
    person.leave()
    assert nothing_is_left(home)


def test_user_and_keeper_killed_together_leave_no_server_behind(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    kill(postgres.status(home).keeper_pid)
    person.kill()
    assert nothing_is_left(home)
    assert saved(somebody().url) == ["Alder House"]


def test_keeper_and_server_killed_together_come_back(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    keeper, server = postgres.status(home).keeper_pid, person.server_pid
    kill(keeper)
    kill(server)
    assert until(lambda: postgres.status(home).running and answers(person.url))
    person.kill()
    assert nothing_is_left(home)


def test_after_all_are_killed_nothing_is_left_and_the_data_is_there(home: Path, somebody: Come) -> None:
    person = somebody()
    save(person, "Alder House")
    everyone = left_over(home)
    person.kill()
    for process in everyone:
        kill(process.pid)
    assert nothing_is_left(home)
    assert saved(somebody().url) == ["Alder House"]


def test_a_keeper_whose_folder_is_removed_stops_the_server_and_leaves(home: Path, somebody: Come) -> None:
    person = somebody()
    assert person.server_pid
    (home / "postgres").rename(home / "gone")
    assert until(lambda: not [process for process in left_over(home) if process.is_running()])
    (home / "gone").rename(home / "postgres")


def test_a_killed_first_start_does_not_spoil_the_second(home: Path, somebody: Come) -> None:
    person = somebody()
    assert until(lambda: any((home / "postgres").glob(".data-*")) or postgres.status(home).running)
    for process in left_over(home):
        kill(process.pid)
    person.kill()
    assert nothing_is_left(home)
    save(somebody(), "Alder House")
    assert saved(somebody().url) == ["Alder House"]
