"""Every fault is told with what happened and what mends it."""

from __future__ import annotations

import errno
import os
import pickle
from pathlib import Path

import pytest

from rooftree.engine.embedded.problems import PostgresError, from_log, from_os

FOLDER = Path("/srv/homes")


@pytest.mark.parametrize(
    ("number", "what", "mend"),
    [
        (errno.ENOSPC, "disk is full", "Free some space"),
        (errno.EROFS, "may not be written", "choose one that you may write to"),
        (errno.ENAMETOOLONG, "longer than this system allows", "shorter path"),
        (errno.EIO, os.strerror(errno.EIO), "Choose another folder"),
    ],
)
def test_a_refusal_of_the_system_is_told_with_its_mend(number: int, what: str, mend: str) -> None:
    problem = from_os(OSError(number, os.strerror(number)), FOLDER)
    assert what in problem.what
    assert mend in problem.mend


def test_a_full_disk_is_read_from_the_log_and_the_log_is_shown() -> None:
    problem = from_log("PANIC: could not write to file: No space left on device", FOLDER)
    assert "disk is full" in problem.what
    assert "PANIC" in problem.mend


def test_words_nobody_foresaw_are_shown_as_they_are() -> None:
    assert "FATAL: something new" in from_log("FATAL: something new", FOLDER).mend


def test_a_problem_survives_the_way_between_processes() -> None:
    problem = pickle.loads(pickle.dumps(PostgresError("It failed.", "Mend it.")))
    assert (problem.what, problem.mend, str(problem)) == ("It failed.", "Mend it.", "It failed. Mend it.")
