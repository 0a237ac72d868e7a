"""Spoils the extracts as real landlords' extracts are spoilt, and notes every wound in the truth.

Which faults, where and how often stands in data/faults.toml. Chance here is a source of its own: the landlord
behind a spoilt and an unspoilt folder of one seed is the same.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance

Level = Literal["none", "realistic", "heavy"]
Row = dict[str, str | int]
Note = Callable[[tuple[str, str, str, str, str]], None]

MOST = 0.6
EXCEL_EPOCH = 693594
NEIGHBOURING_KEYS = {"a": "s", "e": "r", "i": "o", "n": "m", "o": "p", "r": "t", "s": "d", "t": "y", "l": "k"}
LETTERS_KEPT = 3


def typo(chance: Chance, text: str) -> str:
    """One slip of a finger: a letter dropped, doubled, turned round or hit beside."""
    if len(text) < LETTERS_KEPT:
        return text
    at = chance.between(1, len(text) - 1)
    slip = chance.random()
    if slip < 0.3:
        return text[:at] + text[at + 1 :]
    if slip < 0.5:
        return text[:at] + text[at] + text[at:]
    if slip < 0.75:
        return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]
    return text[:at] + NEIGHBOURING_KEYS.get(text[at], "e") + text[at + 1 :]


def serial(text: str) -> str:
    """A spreadsheet's day number for a date that Locata wrote."""
    return str(days.read_british(text) - EXCEL_EPOCH)


SPOILERS: dict[str, Callable[[Chance, str], str]] = {
    "blank": lambda _, __: "",
    "scientific": lambda _, text: f"{text[0]}.{text[1:6]}E+{len(text) - 1}",
    "decimal": lambda _, text: f"{text}.0",
    "squeezed": lambda _, text: text.replace(" ", ""),
    "mixed_case": lambda _, text: text.capitalize(),
    "negative": lambda _, text: f"-{text}",
    "outward": lambda _, text: text.split(" ")[0],
    "serial": lambda _, text: serial(text),
    "typo": typo,
}


@dataclass(slots=True)
class Spoiler:
    """One fault of one column, and how many rows it lets pass before it strikes."""

    name: str
    column: str
    share: float
    how: str
    values: list[str]
    only: str
    rows_left: int = 0

    def rest(self, chance: Chance) -> None:
        self.rows_left = int(math.log(1.0 - chance.random()) / math.log(1.0 - self.share))

    def spoil(self, chance: Chance, text: str) -> str:
        if self.how == "given":
            return chance.one_of(self.values)
        if self.how == "suffix":
            return text + chance.one_of(self.values)
        return SPOILERS[self.how](chance, text)


class Faults:
    """The faults of one folder: asks chance whether one strikes, and notes those that did."""

    def __init__(self, *, level: Level, chance: Chance, note: Note) -> None:
        self.chance = chance
        self.level = level
        self._note = note
        said = declared.table("faults")
        self._times = {"none": 0.0, "realistic": 1.0, "heavy": float(said["heavy"])}[level]
        self._made = {name: self.scaled(share) for name, share in said["made"].items()}
        if level == "heavy":
            self._made["dated_copy_beside_live_table"] = 1.0
        self._spoilers = self._read(said["spoil"])

    def scaled(self, share: float) -> float:
        """A share at this level; certain ones stay certain."""
        return min(share * self._times, max(MOST, share if self._times else 0.0))

    def strikes(self, name: str) -> bool:
        share = self._made[name]
        return share > 0.0 and self.chance.random() < share

    def note(self, *, system: str, file: str, key: str, column: str, fault: str) -> None:
        self._note((system, file, key, column, fault))

    def of_file(self, system: str, file: str) -> list[Spoiler]:
        return self._spoilers.get((system, file), [])

    def _read(self, said: list[dict[str, Any]]) -> dict[tuple[str, str], list[Spoiler]]:
        found: dict[tuple[str, str], list[Spoiler]] = {}
        for one in said if self._times else []:
            system, file, column = one["in"].split()
            spoiler = Spoiler(
                name=one["name"],
                column=column,
                share=self.scaled(one["share"]),
                how=one["how"],
                values=one.get("values", []),
                only=one.get("only", ""),
            )
            spoiler.rest(self.chance)
            found.setdefault((system, file), []).append(spoiler)
        return found
