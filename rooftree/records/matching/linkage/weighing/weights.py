"""What training learns, as plain numbers in a file of its own: readable, comparable, and of no one engine."""

import dataclasses
import hashlib
import json
import math
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

from rooftree.records.matching.linkage.weighing.comparing import MOST_FEEDS, Model, comparisons

FORMAT = 1
ONCE = -4.0
"""Two rows of one home from two sources weigh so little for one person when hardly any such are one, and many
such were seen."""


@dataclass(frozen=True)
class Trained:
    """The numbers of one model: for each comparison one (m, u) a level, strongest first."""

    prior: float
    """How often two rows that are looked at are one person."""
    levels: dict[str, tuple[tuple[float, float], ...]]
    feeds: tuple[str, ...] = ()
    """The sources of the rows it was trained on, where it weighs them."""

    @property
    def odds(self) -> float:
        """The prior in bits: where the sum of a pair's evidence starts from."""
        return math.log2(self.prior / (1 - self.prior))

    def weight(self, comparison: str, level: int) -> float:
        """What a level is worth, in bits, before a name's rarity."""
        m, u = self.levels[comparison][level]
        return math.log2(m / u)


@dataclass(frozen=True)
class Weights:
    """Both models as trained, and on what."""

    models: dict[Model, Trained]
    trained_on: dict[str, Any] = field(default_factory=dict)
    """Day, rows, pairs looked at, and the digest of the name frequencies."""

    @property
    def once(self) -> tuple[tuple[str, str], ...]:
        """The sources, two and two in order, that list nobody twice at one home, as far as was seen."""
        within = self.models[Model.WITHIN]
        if not 0 < len(within.feeds) <= MOST_FEEDS:
            return ()
        pairs = combinations_with_replacement(sorted(within.feeds), 2)
        return tuple(pair for level, pair in enumerate(pairs) if within.weight("feed", level) <= ONCE)

    @property
    def version(self) -> str:
        """The same numbers have the same name, whoever trained them and when."""
        numbers = {model.value: dataclasses.asdict(each) for model, each in self.models.items()}
        told = json.dumps([FORMAT, numbers, self.trained_on.get("name_frequencies")], sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


class BadModelError(ValueError):
    """The model file is not one that this version of Rooftree can use; says why, and the mend."""


def write(weights: Weights, path: Path) -> None:
    """Writes the model file, whole or not at all."""
    told = {
        "format": FORMAT,
        "version": weights.version,
        "trained_on": weights.trained_on,
        "models": {model.value: dataclasses.asdict(each) for model, each in weights.models.items()},
    }
    part = path.with_name(path.name + ".part")
    part.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    part.replace(path)


def read(path: Path) -> Weights:
    """The model file as written; refuses one that does not fit what is compared now."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        models = {Model(name): _trained(each) for name, each in told["models"].items()}
        weights = Weights(models, told["trained_on"])
        fits = told["format"] == FORMAT and set(models) == set(Model) and told["version"] == weights.version
    except (ValueError, KeyError, TypeError) as fault:
        raise BadModelError(f"{path.name} is no model file: {fault!r}. Train again.") from None
    if not fits or not all(_fits(model, each) for model, each in models.items()):
        raise BadModelError(
            f"{path.name} was changed by hand, or is of another version of Rooftree. Train again."
        )
    return weights


def _trained(told: dict[str, Any]) -> Trained:
    levels = {name: tuple((float(m), float(u)) for m, u in each) for name, each in told["levels"].items()}
    return Trained(float(told["prior"]), levels, tuple(told["feeds"]))


def _fits(model: Model, trained: Trained) -> bool:
    wanted = {each.name: len(each.words) for each in comparisons(model, trained.feeds)}
    return {name: len(levels) for name, levels in trained.levels.items()} == wanted
