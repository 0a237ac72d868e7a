"""What ships as data: requirements that may be chosen, and what must be mended before a file is taken."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rooftree.oversight.agreements.rules.intake import Grading
from rooftree.oversight.agreements.rules.requirements import Of, Template

HERE = Path(__file__).parent


@cache
def templates() -> dict[str, Template]:
    """Every shipped requirement by its key, in the order of the file."""
    return {
        key: Template(key=key, **{**said, "of": Of(said["of"])}) for key, said in _read("templates").items()
    }


@cache
def grading() -> Grading:
    """What must be mended before a file is taken."""
    said = _read("grading")
    return Grading(frozenset(said["severities"]), frozenset(said["kinds"]))


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return found
