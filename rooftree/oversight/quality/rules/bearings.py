"""Each rule of tonight with what it was asked of, whose it is, and what its answers may change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rooftree.engine.checking.kinds import Kind
from rooftree.engine.checking.plan import Plan, SetRule
from rooftree.engine.checking.running.run import RuleOutcome
from rooftree.engine.checking.shapes import LINKS, SET_ASIDE
from rooftree.oversight.quality.rules.doubts import Asks, Bearing, Doubts, bearing
from rooftree.reference.standard.quality.rules import Rule
from rooftree.sources.standardising.rules import CanonicalFile


@dataclass(frozen=True, slots=True)
class Asking:
    """One rule of tonight."""

    rule: Rule
    owner: str
    due_days: int
    asked: Mapping[str, int] = field(default_factory=dict)
    """Rows asked, by system."""
    bearings: Mapping[str, Bearing] = field(default_factory=dict)
    error: str = ""
    not_received: str = ""
    """Why it was not asked though nothing is wrong with it: nobody sends what it looks at."""

    @property
    def is_set_aside(self) -> bool:
        """Whether it is about rows that no canonical file holds."""
        return self.rule.check.kind is Kind.SET_ASIDE


@dataclass(frozen=True)
class Terms:
    """Who answers for a table, within how many days a severity is to be mended, what tables are called."""

    stewards: Mapping[str, str]
    due_days: Mapping[str, int]
    titles: Mapping[str, str] = field(default_factory=dict)


def asking(
    rules: Sequence[Rule],
    plan: Plan,
    files: Sequence[CanonicalFile],
    outcomes: Mapping[str, RuleOutcome],
    doubts: Doubts,
    terms: Terms,
) -> list[Asking]:
    """Every rule in force, each with what became of it tonight."""
    reads = {
        one.id: frozenset(one.reads) if isinstance(one, SetRule) else frozenset({one.table})
        for one in plan.rules()
    }
    held = {table: sorted({file.system for file in files if file.table == table}) for table in _tables(files)}
    everyone = sorted({file.system for file in files})
    return [
        _asking(rule, reads.get(rule.id), held | {SET_ASIDE: everyone}, outcomes.get(rule.id), doubts, terms)
        for rule in rules
    ]


def _tables(files: Sequence[CanonicalFile]) -> set[str]:
    return {file.table for file in files}


def _asking(
    rule: Rule,
    reads: frozenset[str] | None,
    held: Mapping[str, Sequence[str]],
    outcome: RuleOutcome | None,
    doubts: Doubts,
    terms: Terms,
) -> Asking:
    owner = rule.owner or terms.stewards.get(rule.table, "")
    due_days = terms.due_days[rule.severity]
    if reads is None or outcome is None:
        return Asking(rule, owner, due_days, error="It is not in the plan that was made of the standard.")
    missing = sorted(table for table in reads - {LINKS} if table not in held)
    if missing:
        named = ", ".join(table.replace("_", " ") for table in missing)
        return Asking(rule, owner, due_days, not_received=f"Nobody sends {named}.")
    if outcome.error:
        return Asking(rule, owner, due_days, error=outcome.error)
    others = reads - {LINKS, SET_ASIDE, rule.table}
    across = rule.check.kind is Kind.RECONCILES or bool(rule.check.given.get("across"))
    asks = Asks(rule.table, others, across)
    systems = rule.check.systems or held[rule.table]
    bearings = {system: bearing(asks, system, doubts, terms.titles) for system in systems}
    return Asking(rule, owner, due_days, outcome.systems, bearings)
