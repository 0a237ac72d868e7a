"""How a person appears in one system: short names and maiden names are nobody's mistake, slips and swaps
are.
"""

from dataclasses import dataclass, field

from rooftree.sources.synthetic import days, declared
from rooftree.sources.synthetic.chance import Chance
from rooftree.sources.synthetic.days import YEAR
from rooftree.sources.synthetic.faults import Faults, typo
from rooftree.sources.synthetic.world.model import Person


@dataclass(slots=True)
class Appearance:
    """One system's idea of somebody; `faults` says which part (given, family, born) is wrong, and how."""

    title: str
    given: str
    middle: str
    family: str
    born: int | None
    faults: list[tuple[str, str]] = field(default_factory=list)


class Retelling:
    """Tells people as one system holds them."""

    def __init__(self, *, system: str, faults: Faults, chance: Chance) -> None:
        said = declared.table("faults")
        self.chance = chance
        self.errors = {name: faults.scaled(share) for name, share in said["people"][system].items()}
        self.natural: dict[str, float] = said["natural"][system]
        self.short = {name: text.split() for name, text in declared.table("variants")["short_names"].items()}

    def of(self, person: Person) -> Appearance:
        chance = self.chance
        seen = Appearance(person.title, person.given, person.middle, person.family, person.born)
        if person.maiden and chance.happens(self.natural["maiden"]):
            seen.family = person.maiden
        if person.given in self.short and chance.happens(self.natural["short"]):
            seen.given = chance.one_of(self.short[person.given])
        if chance.happens(0.3):
            seen.middle = seen.middle[:1]
        self._mistake_name(seen)
        self._mistake_birth(seen)
        return seen

    def _goes_wrong(self, error: str) -> bool:
        share = self.errors.get(error, 0.0)
        return share > 0 and self.chance.happens(share)

    def _mistake_name(self, seen: Appearance) -> None:
        for part in ("given", "family"):
            if self._goes_wrong("typo"):
                slipped = typo(self.chance, getattr(seen, part))
                if slipped != getattr(seen, part):
                    setattr(seen, part, slipped)
                    seen.faults.append((part, "name_mistyped"))
        if self._goes_wrong("swapped_names") and seen.given != seen.family:
            seen.given, seen.family = seen.family, seen.given
            seen.faults.append(("family", "names_swapped"))
        if self._goes_wrong("initial"):
            seen.given = seen.given[:1]
            seen.faults.append(("given", "initial_only"))

    def _mistake_birth(self, seen: Appearance) -> None:
        if seen.born is None:
            return
        if self._goes_wrong("no_birth_date"):
            seen.born = None
            seen.faults.append(("born", "birth_date_missing"))
        elif self._goes_wrong("swapped_day_month"):
            swapped = days.swapped(seen.born)
            if swapped and swapped != seen.born:
                seen.born = swapped
                seen.faults.append(("born", "day_and_month_swapped"))
        elif self._goes_wrong("wrong_birth_date"):
            seen.born -= self.chance.one_of((1, 10, -1, 30, int(YEAR), int(10 * YEAR)))
            seen.faults.append(("born", "birth_date_wrong"))
