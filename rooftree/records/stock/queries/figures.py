"""What the comparison counts: by system, by pair of systems, by fact, and how it has gone from run to run."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations

from django.db.models import Count

from rooftree.records.claims.held import may_read
from rooftree.records.stock.models import StockCount, StockHome
from rooftree.records.stock.rules import Finding
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import stock_scope

MOST_NIGHTS = 400
Group = tuple[list[str], list[str], list[str], list[str], list[str], list[str], int]


@dataclass(slots=True)
class OfSystem:
    """One system's list: how many homes it has, and what was found of them."""

    listed: int = 0
    only_here: int = 0
    missing: int = 0
    missing_decided: int = 0
    unsure: int = 0
    differing: int = 0
    differing_decided: int = 0


@dataclass(slots=True)
class OfFact:
    """One fact that is held beside each other: homes on which it differs."""

    open: int = 0
    decided: int = 0


@dataclass(slots=True)
class OfPair:
    """Two lists: homes in both, and in only one of them."""

    first: str
    second: str
    both: int = 0
    only_first: int = 0
    only_second: int = 0


@dataclass(slots=True)
class Counted:
    """Everything counted now. `missing` and `differing` are homes with anything open of the kind."""

    homes: int = 0
    only_one: int = 0
    missing: int = 0
    missing_decided: int = 0
    differing: int = 0
    differing_decided: int = 0
    open: int = 0
    decided: int = 0
    """Homes with anything open, and with anything decided that holds."""
    again: int = 0
    unsure: int = 0
    systems: dict[str, OfSystem] = field(default_factory=dict)
    facts: dict[str, OfFact] = field(default_factory=dict)
    pairs: list[OfPair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one run counted of one list, or of all; nothing where nobody could know."""

    state: str
    listed: int | None
    only_here: int | None
    missing: int | None
    missing_decided: int | None
    differing: int | None
    differing_decided: int | None


@dataclass(frozen=True, slots=True)
class Night:
    """What one run counted: of all lists together, and by system."""

    run_id: int
    business_on: date
    counted_at: datetime
    total: Tally
    systems: Mapping[str, Tally]


def counted(*, viewer: Viewer) -> Counted:
    """The figures as they are now, in one statement; nothing for those who may not see homes."""
    scope = stock_scope()
    made = Counted(
        systems={name: OfSystem() for name in scope.lists},
        facts={name: OfFact() for name in scope.compared},
        pairs=[OfPair(first, second) for first, second in combinations(scope.lists, 2)],
    )
    if not may_read("unit", viewer):
        return made
    columns = ("systems", "open", "decided", "unsure", "open_between", "decided_between")
    for *lists, again, count in (
        StockHome.objects.values_list(*columns, "again").annotate(count=Count("unit_id")).order_by()
    ):
        _add(made, *lists, count=count)
        made.again += count if again else 0
    return made


def homes_missing(*, viewer: Viewer) -> int | None:
    """Homes that a list which should know them lacks, and nobody has decided why.

    Nothing where no lists were compared, or for those who may not see homes.
    """
    if not may_read("unit", viewer) or not StockCount.objects.exists():
        return None
    codes = [f"{Finding.MISSING}:{one.system}" for one in stock_scope().lists.values() if one.whole]
    return StockHome.objects.filter(open__overlap=codes).count()


def _add(
    made: Counted,
    systems: list[str],
    opened: list[str],
    decided: list[str],
    unsure: list[str],
    *between: list[str],
    count: int,
) -> None:
    open_between, decided_between = between
    made.homes += count
    made.only_one += count if len(systems) == 1 else 0
    made.unsure += count if unsure else 0
    made.open += count if opened else 0
    made.decided += count if decided else 0
    missing, differing = (_about(opened, kind) for kind in Finding)
    missing_decided, differing_decided = (_about(decided, kind) for kind in Finding)
    made.missing += count if missing else 0
    made.missing_decided += count if missing_decided else 0
    made.differing += count if differing else 0
    made.differing_decided += count if differing_decided else 0
    _each(made.systems, systems, "listed", count)
    _each(made.systems, systems if len(systems) == 1 else (), "only_here", count)
    _each(made.systems, missing, "missing", count)
    _each(made.systems, missing_decided, "missing_decided", count)
    _each(made.systems, _about(unsure, Finding.MISSING), "unsure", count)
    _each(made.systems, open_between, "differing", count)
    _each(made.systems, decided_between, "differing_decided", count)
    _each(made.facts, differing, "open", count)
    _each(made.facts, differing_decided, "decided", count)
    for pair in made.pairs:
        _pair(pair, systems, count)


def _about(codes: Iterable[str], kind: Finding) -> list[str]:
    return [code.partition(":")[2] for code in codes if code.startswith(f"{kind}:")]


def _each(
    into: Mapping[str, OfSystem] | Mapping[str, OfFact], names: Iterable[str], what: str, n: int
) -> None:
    for name in names:
        if name in into:
            setattr(into[name], what, getattr(into[name], what) + n)


def _pair(pair: OfPair, systems: list[str], count: int) -> None:
    first, second = pair.first in systems, pair.second in systems
    pair.both += count if first and second else 0
    pair.only_first += count if first and not second else 0
    pair.only_second += count if second and not first else 0


def nights(*, viewer: Viewer, most: int = MOST_NIGHTS) -> list[Night]:
    """What each run counted, the oldest first; of several runs for one day the last."""
    if not may_read("unit", viewer):
        return []
    totals = {row.run_id: row for row in StockCount.objects.filter(system="").order_by("-run_id")[:most]}
    by_run: dict[int, dict[str, Tally]] = {run_id: {} for run_id in totals}
    for row in StockCount.objects.filter(run_id__in=list(totals)).exclude(system=""):
        by_run[row.run_id][row.system] = _tally(row)
    by_day = {row.business_on: row for _, row in sorted(totals.items())}
    return [
        Night(row.run_id, on, row.counted_at, _tally(row), by_run[row.run_id])
        for on, row in sorted(by_day.items())
    ]


def _tally(row: StockCount) -> Tally:
    return Tally(
        row.state,
        row.listed,
        row.only_here,
        row.missing,
        row.missing_decided,
        row.differing,
        row.differing_decided,
    )
