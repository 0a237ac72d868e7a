"""A page has room on Python's stack: no call of it asks the system for memory and gives it back."""

from __future__ import annotations

import resource
from collections.abc import Callable
from typing import Any

import pytest

from rooftree.web.room import roomy

DEEPEST, CALLS = 400, 200


def _faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def _called(text: str) -> str:
    return text


def _worst_of(depth: int) -> int:
    """The most times that a loop of calls met new memory, at any depth down to this one."""
    before = _faults()
    for _ in range(CALLS):
        _called("x")
    found = _faults() - before
    return max(found, _worst_of(depth - 1)) if depth else found


def _application(_environ: dict[str, Any], _start: Callable[..., Any]) -> list[int]:
    return [_worst_of(DEEPEST)]


def test_at_no_depth_do_calls_meet_new_memory_again_and_again() -> None:
    (worst,) = roomy(_application)({}, print)
    assert worst < CALLS / 4


def test_what_the_application_answers_and_raises_passes_through() -> None:
    def fails(_environ: dict[str, Any], _start: Any) -> Any:
        raise LookupError("as it was")

    with pytest.raises(LookupError, match="as it was"):
        roomy(fails)({}, print)
    assert roomy(lambda environ, _: [environ["PATH_INFO"]])({"PATH_INFO": "/"}, print) == ["/"]
