"""How far ahead of the next a home must be to be accepted, or shown to a person."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Thresholds:
    """In bits: each one doubles the odds."""

    accept_gap: float
    review_gap: float
    accept_weight: float
    review_weight: float
    accept_alone: float
    """Of the weight itself, where no other home comes near, in the same postcode."""
    accept_alone_elsewhere: float
    review_alone: float
    elsewhere: float
    """Of the weight itself, where the postcode is of other streets."""


@cache
def thresholds() -> Thresholds:
    """Those in force."""
    told = tomllib.loads(Path(__file__).with_name("thresholds.toml").read_text(encoding="utf-8"))
    return Thresholds(**told)
