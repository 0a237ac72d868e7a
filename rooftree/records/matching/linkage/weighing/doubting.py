"""Which pairs a person should look at: links that were refused, and pairs that fell a little short."""

from dataclasses import dataclass

import numpy as np

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.weighing.clustering import DECIDED, Decisions, People
from rooftree.records.matching.linkage.weighing.comparing import Model

TOO_LITTLE = "the evidence is too little"
ELSEWHERE = "one of the two is linked to somebody whom this contradicts"


@dataclass(frozen=True)
class Doubt:
    """Two rows for a person to look at."""

    left: int
    right: int
    weight: float
    model: Model
    reason: str
    lines: tuple[tuple[str, float], ...] = ()
    """What was compared, in words, and what each weighs."""

    @property
    def evidence(self) -> str:
        """The lines in one."""
        return "; ".join(f"{words} {bits:+.1f}" for words, bits in self.lines)


def doubts(engine: Engine, pairs: Table, people: People, decisions: Decisions) -> list[Doubt]:
    """One doubt for each two people whom any of `pairs` (left, right, weight, model) may make one: the
    strongest, with the reason why they are two. Strongest first."""
    found = engine.to_arrow(pairs.select("left", "right", "weight", within=pairs.model == Model.WITHIN.value))
    left, right = found["left"].to_numpy(), found["right"].to_numpy()
    weight, within = np.round(found["weight"].to_numpy(), 6), found["within"].to_numpy(zero_copy_only=False)
    one, other = people.lowest[left], people.lowest[right]
    apart = np.flatnonzero(one != other)
    low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
    order = np.lexsort((right[apart], left[apart], -weight[apart]))
    _, first = np.unique(np.stack((low[order], high[order])), axis=1, return_index=True)
    chosen = apart[order[np.sort(first)]]
    reasons = _reasons(people)
    settled = {_key(people, *pair) for pair in decisions.different}
    made = []
    for at in chosen.tolist():
        key = _key(people, int(left[at]), int(right[at]))
        if key in settled:
            continue
        model = Model.WITHIN if within[at] else Model.ACROSS
        reason = reasons.get(key, TOO_LITTLE)
        made.append(Doubt(int(left[at]), int(right[at]), float(weight[at]), model, reason))
    return made


def _reasons(people: People) -> dict[tuple[int, int], str]:
    """Why two people, as they are in the end, were not made one: what was said of their strongest link."""
    told: dict[tuple[int, int], str] = {}
    for refusal in people.refused:
        if refusal.weight < DECIDED:
            told.setdefault(_key(people, refusal.left, refusal.right), refusal.reason)
    return told


def _key(people: People, left: int, right: int) -> tuple[int, int]:
    one, other = int(people.lowest[left]), int(people.lowest[right])
    return (one, other) if one < other else (other, one)
