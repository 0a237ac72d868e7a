"""Which facts of a record differ between two of its versions."""

from dataclasses import dataclass

from rooftree.records.claims.held import Held, Value

QUIET = frozenset(
    {"modified_at", "drive_minutes", "duration_minutes", "balance_pence", "balance_on", "age_stated"}
)
"""Facts that change by themselves, every night or week: no news of the record."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a record that we came to hold differently."""

    column: str
    before: Value
    after: Value


def changed(old: Held, new: Held) -> tuple[Change, ...]:
    """The facts that differ between two versions of a record, without those that change by themselves."""
    return tuple(
        Change(name, old.facts.get(name), new.facts.get(name))
        for name in dict.fromkeys([*old.facts, *new.facts])
        if old.facts.get(name) != new.facts.get(name) and name not in QUIET and not name.endswith("_source")
    )
