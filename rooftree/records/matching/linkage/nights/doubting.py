"""Two people who may be one, put to a person: the strongest pair of their rows, and what it weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.linked import Answered
from rooftree.records.matching.linkage.nights.model import InUse
from rooftree.records.matching.linkage.weighing import doubting, matching
from rooftree.records.matching.linkage.weighing.clustering import OF_OTHERS, Decisions, People
from rooftree.records.matching.linkage.weighing.contradictions import TOLD_BY_LISTS
from rooftree.records.matching.linkage.weighing.doubting import Doubt as OfRows
from rooftree.records.matching.rules import Doubt, EntityType, Evidence, Method

NOT_ASKED = tuple(f"{OF_OTHERS}{reason}" for reason in TOLD_BY_LISTS)
"""Why two are not put to a person: a row may be the one or the other, and that these are two is plain. Of 141
such pairs on 2,000 invented homes 7 had a person in common."""


@dataclass(frozen=True)
class Doubting:
    """What doubts are made of: the rows, what pairs of them weigh, and which links were refused."""

    engine: Engine
    rows: Table
    pairs: Table
    people: People
    in_use: InUse

    def __call__(self, ids: Sequence[str], answered: Answered) -> list[Doubt]:
        """One doubt for each two ids that any pair may make one and that nobody has answered."""
        numbers: dict[str, int] = {}
        of_row = np.array([numbers.setdefault(own, len(numbers)) for own in ids], dtype=np.int64)
        apart = People(of_row, self.people.refused)
        found = doubting.doubts(self.engine, self.pairs, apart, Decisions())
        found = [one for one in found if one.reason not in NOT_ASKED]
        first: dict[tuple[str, str], OfRows] = {}
        for one in found:
            if pair := answered(ids[one.left], ids[one.right]):
                first.setdefault(pair, one)
        told = matching.explained(self.engine, self.rows, self.in_use.method, list(first.values()))
        return [self._doubt(*pair, one) for pair, one in zip(first, told, strict=True)]

    def _doubt(self, first_id: str, second_id: str, one: OfRows) -> Doubt:
        return Doubt(
            EntityType.PERSON,
            first_id,
            second_id,
            Method.WEIGHED,
            weight=round(one.weight, 1),
            model_version=self.in_use.version,
            evidence=_evidence(one),
        )


def _evidence(one: OfRows) -> tuple[Evidence, ...]:
    """What speaks for it, the strongest first; then what speaks against; then why they were not joined."""
    lines = sorted(one.lines, key=lambda line: (line[1] < 0, -abs(line[1])))
    told = [Evidence(_capital(words), round(bits, 1)) for words, bits in lines]
    if one.reason != doubting.TOO_LITTLE:
        told.append(Evidence(f"Not joined: {_why_not(one.reason)}"))
    return tuple(told)


def _why_not(reason: str) -> str:
    others = reason.removeprefix(OF_OTHERS)
    return reason if others == reason else f"{others}, among the rows that either has already"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
