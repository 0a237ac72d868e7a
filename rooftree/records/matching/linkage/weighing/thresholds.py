"""From which weight on a pair is shown to a person, or linked."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rooftree.records.matching.linkage.weighing.comparing import Model


@dataclass(frozen=True)
class Thresholds:
    """In bits: each one doubles the odds."""

    review: float
    link: float
    sure: float
    """From here on a link may be used for what may do harm: safeguarding, vulnerabilities, debt."""
    overwhelming: float
    """Here a different name or day of birth is rather a mistake than another person."""


@cache
def thresholds() -> dict[Model, Thresholds]:
    """Those of each model."""
    told = tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text(encoding="utf-8"))
    return {model: Thresholds(**each) for model in Model for each in (told[model.value],)}
