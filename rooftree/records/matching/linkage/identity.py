"""Gives each cluster its id: minted once, kept over runs, never merged by itself.

Rows that were one before and are one now keep their id. A new row takes the id of the cluster it joins. When
rows that already have *different* ids fall together, each keeps its own and the pair waits for a person. When
a cluster falls apart, the part with the most anchoring rows keeps the id and the others get new ones.
"""

import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Scores = defaultdict[str, defaultdict[int, int]]


@dataclass(frozen=True)
class Identities:
    """The id of every row, and the pairs of ids that one strong key holds to be one."""

    ids: list[str]
    doubts: list[tuple[str, str]]


def mint() -> str:
    """A new id, ours alone."""
    return str(uuid.uuid4())


def assign(
    part_of: Sequence[int],
    *,
    previous: Sequence[str | None],
    anchors: Sequence[bool],
    mint: Callable[[], str] = mint,
) -> Identities:
    """The id of each row.

    `part_of[row]` names the row's cluster; `previous[row]` is its id after the last run, None when the row is
    new; `anchors[row]` is true for rows of the system that a split id stays with (the tenancy's).
    """
    scores: Scores = defaultdict(lambda: defaultdict(int))
    for row, before in enumerate(previous):
        if before is not None:
            scores[before][part_of[row]] += 1000 if anchors[row] else 1
    holder = {before: min(parts, key=lambda part: (-parts[part], part)) for before, parts in scores.items()}
    kept: defaultdict[int, list[str]] = defaultdict(list)
    for before, part in holder.items():
        kept[part].append(before)
    lead = {part: min(held, key=lambda each: (-scores[each][part], each)) for part, held in kept.items()}
    doubts = [
        tuple(sorted((lead[part], other)))
        for part, held in kept.items()
        for other in held
        if other != lead[part]
    ]
    ids: list[str] = []
    for row, before in enumerate(previous):
        part = part_of[row]
        if part not in lead:
            lead[part] = mint()
        ids.append(before if before is not None and holder[before] == part else lead[part])
    return Identities(ids, sorted((first, second) for first, second in doubts))
