"""Chance that is the same on every machine: one seeded source for each theme, so that one theme's change
leaves the others as they were.
"""

import math
import random
from bisect import bisect
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A seeded source with the few draws that the landlord needs, quicker than the library's own."""

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one_of(self, things: Sequence[T]) -> T:
        return things[int(self.random() * len(things))]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random() * (high - low + 1))

    def wait(self, mean: float) -> int:
        """Days until something that happens every `mean` days."""
        return int(-math.log(1.0 - self.random()) * mean)


def source(*, seed: int, homes: int, theme: str) -> Chance:
    return Chance(f"rooftree landlord {seed} {homes} {theme}")


class Weighted(Generic[T]):
    """Things with weights, drawn by bisection."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.things = list(weights)
        self.bounds = list(accumulate(weights.values()))
        self.total = self.bounds[-1]

    def draw(self, chance: Chance) -> T:
        return self.things[bisect(self.bounds, chance.random() * self.total)]
