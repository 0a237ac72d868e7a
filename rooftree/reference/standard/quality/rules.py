"""What a rule of the recording standard is: a check, how grave it is, and the words that get it mended."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rooftree.engine.checking.kinds import Check
from rooftree.reference.accounts.rules import Role, Viewer
from rooftree.reference.standard.rules import CodeList, Contract


class Dimension(StrEnum):
    """The seven sides of quality that the Open Data Contract Standard knows."""

    ACCURACY = "accuracy"
    COMPLETENESS = "completeness"
    CONFORMITY = "conformity"
    CONSISTENCY = "consistency"
    COVERAGE = "coverage"
    TIMELINESS = "timeliness"
    UNIQUENESS = "uniqueness"


class Severity(StrEnum):
    """How grave a shortfall is; how many days it may take to mend stands in severities.toml."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    PLEASE_CONFIRM = "please_confirm"
    """It may well be right: somebody who knows is asked."""


@dataclass(frozen=True, slots=True)
class SeverityTerms:
    """What a severity is called, what it means, and within how many days it is to be mended."""

    title: str
    meaning: str
    due_days: int

    def due_on(self, found_on: datetime.date) -> datetime.date:
        """The day by which a shortfall found on `found_on` is to be mended."""
        return found_on + datetime.timedelta(days=self.due_days)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its id and version stay the same for as long as it asks the same."""

    check: Check
    version: int
    title: str
    """What must hold, as a sentence."""
    dimension: Dimension
    severity: Severity
    reason: str
    """Why it matters to a resident."""
    recommendation: str
    """The recommendation of the Ombudsman's report that it serves: R7."""
    mend: str
    mend_in: str = ""
    """The system in which it is mended: nec; `rooftree` for what is mended here; the row's own when empty."""
    owner: str = ""
    """The role that answers for it; the steward of the asset when empty."""
    source: str = ""
    """Where a figure or a duty in it comes from, how sure that is and as of when."""
    active: bool = True

    @property
    def id(self) -> str:
        """The rule's stable name: tenancy.starts_on.required."""
        return self.check.id

    @property
    def table(self) -> str:
        """The canonical table whose rows it is asked of."""
        return self.check.table


@dataclass(frozen=True, slots=True)
class Standard:
    """A whole version of the standard. Number 0 is what ships, before anybody published another."""

    number: int
    digest: str
    rules: Mapping[str, Rule]
    contracts: Mapping[str, Contract]
    code_lists: Mapping[str, CodeList]
    published_at: datetime.datetime | None = None

    @property
    def active(self) -> tuple[Rule, ...]:
        """The rules that are asked, by id."""
        return tuple(rule for _, rule in sorted(self.rules.items()) if rule.active)

    def of_table(self, table: str) -> tuple[Rule, ...]:
        """The active rules of one table."""
        return tuple(rule for rule in self.active if rule.table == table)


class DraftState(StrEnum):
    """What has become of a change to the standard."""

    OPEN = "open"
    """Its author is still gathering what is to be different."""
    PROPOSED = "proposed"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"


RECOMMENDATIONS = frozenset(f"R{number}" for number in range(1, 22))


def may_propose(viewer: Viewer) -> bool:
    """The standard is the data stewards' to change."""
    return viewer.has_role(Role.DATA_STEWARD)


def may_approve(viewer: Viewer) -> bool:
    """A second pair of eyes: another steward, or an administrator."""
    return viewer.has_role(Role.DATA_STEWARD, Role.ADMINISTRATOR)
