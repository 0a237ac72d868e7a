"""A rule tried on what the last check read, before anybody publishes it: shut in, for a short time."""

from dataclasses import replace
from pathlib import Path

from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.kinds import Check
from rooftree.engine.checking.running.shut_in import Limits
from rooftree.engine.checking.running.trying import WAS, Tried, Wanted, tried
from rooftree.nightly.last_night import LastNight, last_night
from rooftree.records.claims.held import may_read, readable
from rooftree.reference.accounts.rules import Viewer, not_allowed
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.quality.judging import codes_of, shapes
from rooftree.reference.standard.quality.queries import Documents
from rooftree.reference.standard.quality.rules import may_propose
from rooftree.reference.standard.queries import contracts

SECONDS = 20.0
MEMORY = "512MB"
NOTHING = Reason(
    "nothing-checked",
    "There is nothing to try it on: no check has been made here yet, or its files are gone.",
    "Start a run first.",
)


def shows_values(check: Check, viewer: Viewer) -> bool:
    """Whether this viewer may read the column that the rule is about."""
    contract = contracts().get(check.table)
    if contract is None or not may_read(check.table, viewer):
        return False
    return check.column in {column.name for column in readable(contract, viewer=viewer)}


def try_out(
    check: Check, *, was: Check | None, documents: Documents, landing: Path, viewer: Viewer
) -> tuple[Tried, LastNight]:
    """How many rows the rule would raise, how many it raises as it is, and the first twenty."""
    if not may_propose(viewer):
        raise Refused(not_allowed(viewer, to="try out rules"))
    night = last_night(landing)
    if night is None:
        raise Refused(NOTHING)
    codes = codes_of(documents, on=night.on)
    try:
        plan = compile_plan([check, *([replace(was, id=WAS)] if was else [])], shapes(), codes)
    except NotCompiled as no:
        raise Refused(Reason("rule", no.words)) from None
    wanted = Wanted(check.id, values=shows_values(check, viewer))
    limits = Limits(spill=landing / "spill", memory=MEMORY, threads=1, disk="2GB", seconds=SECONDS)
    return tried(plan, night.received, wanted, today=night.on, limits=limits), night
