"""Learns what each agreement is worth from the rows themselves; nobody has to say who is who.

u, how often strangers agree, comes from pairs thrown together by chance. m, how often one person's rows
agree, comes from pairs that already share something strong (a National Insurance number, a name and a
birthday): in each such pass expectation and maximisation (EM) tell the people from the coincidences. Inside
homes m, u and the prior are all learnt there, because housemates agree far more often than strangers. Typical
numbers count for a little beside what is seen, so that a small file is not judged by a handful of pairs.
"""

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing import blocking
from rooftree.records.matching.linkage.weighing.comparing import MOST_FEEDS, Model, comparisons
from rooftree.records.matching.linkage.weighing.scoring import Task, scored
from rooftree.records.matching.linkage.weighing.weights import Trained

CHANCE_PAIRS = 500_000
ROUNDS, SETTLED = 200, 1e-6
TYPICAL_SAME, TYPICAL_STRANGERS = 20.0, 2_000.0
"""For so many pairs the typical numbers count: of one person, and of strangers thrown together."""
LEAST_M, LEAST_U = 0.01, 1e-6
"""A level that no pair showed must not decide by itself: -7 bits at worst where it is common."""
USUAL_WITHIN = 0.1
"""How much of all pairs of one home is usually one person."""
CERTAIN_SHARE = 0.75
"""How much of all pairs of one person the certain rules are taken to find."""

SPEAK_AGAINST = ("different ", "other initial", "other telephone")
"""How the words of a level begin that can never speak for one person, however often it is seen: housemates
whom one source lists whole and another by initials would else be learnt as one."""
LEAST_AGAINST = 4.0
"""So many times as often they are taken to occur among strangers, at the least."""

Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Patterns:
    """The distinct ways in which pairs agree (`levels[comparison]`, strongest 0, -1 for nothing said), and
    how many pairs each has."""

    pairs: Counts
    levels: dict[str, npt.NDArray[np.int64]]

    def counts(self, name: str, by: Counts, *, of: int) -> Counts:
        """How the pairs, weighed by `by`, fall on a comparison's levels."""
        told = self.levels[name] >= 0
        return np.bincount(self.levels[name][told], weights=by[told], minlength=of).astype(np.float64)


@dataclass(frozen=True)
class Learnt:
    """What has been counted of a model, level by level, and how much the typical numbers add to it."""

    model: Model
    sizes: dict[str, int]
    against: dict[str, npt.NDArray[np.bool_]]
    """The levels of each comparison that cannot speak for one person."""

    def nothing(self) -> dict[str, Counts]:
        """No pair seen yet."""
        return {name: np.zeros(size) for name, size in self.sizes.items()}

    def m(self, name: str, counts: Counts, u: Counts) -> Counts:
        """The shares among pairs of one person, where `u` are those among different people."""
        told = self._shares(name, counts, 0, TYPICAL_SAME)
        shares: Counts = np.where(self.against[name], np.minimum(told, u / LEAST_AGAINST), told)
        return shares

    def u(self, name: str, counts: Counts, pairs: float = TYPICAL_SAME) -> Counts:
        """The shares among pairs of different people."""
        return self._shares(name, counts, 1, pairs)

    def _shares(self, name: str, counts: Counts, which: int, pairs: float) -> Counts:
        size = self.sizes[name]
        usual = _typical()[self.model.value].get(name)
        start = np.array([level[which] for level in usual]) if usual else np.full(size, 1 / size)
        pairs = pairs if usual else 1.0
        added = counts + pairs * start / start.sum()
        shares: Counts = added / added.sum()
        return shares


def patterns(engine: Engine, rows: Table, task: Task) -> Patterns:
    """What the task's pairs show."""
    with scored(engine, task, rows) as pairs:
        gammas = [f"gamma_{each.name}" for each in task.compared]
        found = engine.to_arrow(pairs.group_by(gammas).agg(pairs=pairs.count()).order_by(gammas))
    levels = {}
    for each in task.compared:
        gamma = found.column(f"gamma_{each.name}").to_numpy().astype(np.int64)
        levels[each.name] = np.where(gamma < 0, -1, len(each.levels) - gamma)
    return Patterns(found.column("pairs").to_numpy().astype(np.float64), levels)


def _learnt(model: Model, feeds: tuple[str, ...] = ()) -> Learnt:
    words = {each.name: each.words for each in comparisons(model, feeds)}
    against = {
        name: np.array([each.startswith(SPEAK_AGAINST) for each in told]) for name, told in words.items()
    }
    return Learnt(model, {name: len(told) for name, told in words.items()}, against)


def untrained(model: Model, *, rows: int) -> Trained:
    """The typical numbers alone, where rows are too few to learn from: of three of them one has another."""
    learnt = _learnt(model)
    u = {name: learnt.u(name, none) for name, none in learnt.nothing().items()}
    m = {name: learnt.m(name, none, u[name]) for name, none in learnt.nothing().items()}
    prior = USUAL_WITHIN if model is Model.WITHIN else min(0.5, 2 / (3 * max(rows - 1, 1)))
    return _numbers(prior, m, u)


def train_across(engine: Engine, rows: Table) -> Trained:
    """The model for pairs that are not of one home."""
    learnt = _learnt(Model.ACROSS)
    total = engine.count(rows)
    lots = max(1, total * total // (2 * CHANCE_PAIRS))
    mixed = engine.hold(rows.mutate(lot=rows.unique_id.hash().abs() % lots))
    chance = patterns(engine, mixed, Task(Model.ACROSS, rules=(blocking.BY_CHANCE,), detail=True))
    engine.release(mixed)
    prior = _prior(engine, rows, total)
    seen = {name: chance.counts(name, chance.pairs, of=size) for name, size in learnt.sizes.items()}
    raw = {name: learnt.u(name, each, TYPICAL_STRANGERS) for name, each in seen.items()}
    m = _of_one_person(engine, rows, learnt, raw)
    u = {name: np.maximum(raw[name] - prior * m[name], LEAST_U) for name in m}
    return _numbers(prior, m, u)


def _of_one_person(engine: Engine, rows: Table, learnt: Learnt, u: dict[str, Counts]) -> dict[str, Counts]:
    counted = learnt.nothing()
    for rule, held in blocking.PASSES.values():
        seen = patterns(engine, rows, Task(Model.ACROSS, rules=(rule,), detail=True))
        names = [name for name in learnt.sizes if name not in held]
        same = _told_apart(seen, names, learnt, u)
        for name in names:
            counted[name] += seen.counts(name, seen.pairs * same, of=learnt.sizes[name])
    return {name: learnt.m(name, each, u[name]) for name, each in counted.items()}


def _told_apart(seen: Patterns, names: list[str], learnt: Learnt, u: dict[str, Counts]) -> Counts:
    """For each pattern how likely it is one person, with u as strangers show it."""
    same = np.full(len(seen.pairs), 0.9)
    for _ in range(ROUNDS):
        share = float(np.clip((seen.pairs * same).sum() / max(seen.pairs.sum(), 1), 0.01, 0.999))
        score = np.full(len(seen.pairs), math.log(share / (1 - share)))
        for name in names:
            m = learnt.m(name, seen.counts(name, seen.pairs * same, of=learnt.sizes[name]), u[name])
            score += _weights(np.maximum(m, LEAST_M), u[name])[seen.levels[name]]
        before, same = same, 1 / (1 + np.exp(-score))
        if np.abs(same - before).max(initial=0.0) < SETTLED:
            break
    return same


def _weights(m: Counts, u: Counts) -> Counts:
    """The natural weight of each level, and 0 at the end, where the level -1 points."""
    return np.append(np.log(np.maximum(m, LEAST_U) / np.maximum(u, LEAST_U)), 0.0)


def _prior(engine: Engine, rows: Table, total: int) -> float:
    with scored(engine, Task(Model.ACROSS, rules=blocking.CERTAIN), rows) as pairs:
        certain = engine.count(pairs)
    possible = max(total * (total - 1) / 2, 1)
    return float(min(0.5, max(certain / CERTAIN_SHARE, 1.0) / possible))


def train_within(engine: Engine, rows: Table) -> Trained:
    """The model for pairs of one home."""
    told = rows.filter(rows.feed.notnull()).select("feed").distinct()
    feeds = tuple(sorted(engine.to_arrow(told).column(0).to_pylist()))[: MOST_FEEDS + 1]
    learnt = _learnt(Model.WITHIN, feeds)
    seen = patterns(engine, rows, Task(Model.WITHIN, detail=True, feeds=feeds))
    apart = _contradicts(seen, learnt)
    same = np.where(apart, 0.0, _first_guess(seen, learnt.sizes))
    for _ in range(ROUNDS):
        prior = float(np.clip((seen.pairs * same).sum() / max(seen.pairs.sum(), 1), 0.01, 0.99))
        m, u, score = {}, {}, np.full(len(seen.pairs), math.log(prior / (1 - prior)))
        for name, size in learnt.sizes.items():
            u[name] = learnt.u(name, seen.counts(name, seen.pairs * (1 - same), of=size))
            m[name] = learnt.m(name, seen.counts(name, seen.pairs * same, of=size), u[name])
            score += _weights(m[name], u[name])[seen.levels[name]]
        before, same = same, np.where(apart, 0.0, 1 / (1 + np.exp(-score)))
        if np.abs(same - before).max(initial=0.0) < SETTLED:
            break
    return _numbers(prior, m, u, feeds)


def _contradicts(seen: Patterns, learnt: Learnt) -> npt.NDArray[np.bool_]:
    """Another first name or birthday: such pairs teach nothing of one person. A household is alike in all
    else, and would be learnt as one. The same number is what tells that one of them was mistaken."""
    told = [np.append(learnt.against[name], False)[seen.levels[name]] for name in ("first_name", "dob")]
    contradicts: npt.NDArray[np.bool_] = (told[0] | told[1]) & ~np.isin(seen.levels["nino"], (0, 1))
    return contradicts


def _first_guess(seen: Patterns, sizes: dict[str, int]) -> Counts:
    """Same first name or birthday speaks for one person, another one against."""
    score = np.zeros(len(seen.pairs))
    for name, size in sizes.items():
        at = seen.levels[name]
        says = np.select([at == -1, at == 0, at == size - 1], [0.0, 1.0, -1.0], 0.3)
        score += says * (2.0 if name in ("first_name", "dob", "nino") else 0.3)
    guess: Counts = 1 / (1 + np.exp(-score))
    return guess


def _numbers(
    prior: float, m: dict[str, Counts], u: dict[str, Counts], feeds: tuple[str, ...] = ()
) -> Trained:
    """With the floors in place."""
    levels = {}
    for name in m:
        floored = np.where((m[name] < LEAST_M) & (u[name] > LEAST_M), LEAST_M, np.maximum(m[name], LEAST_U))
        levels[name] = tuple(zip(floored.tolist(), np.maximum(u[name], LEAST_U).tolist(), strict=True))
    return Trained(prior, levels, feeds)


@cache
def _typical() -> dict[str, Any]:
    """What was learnt of 100,000 invented rows: a start, which a landlord's own rows soon outweigh."""
    return tomllib.loads(Path(__file__).with_name("typical.toml").read_text(encoding="utf-8"))
