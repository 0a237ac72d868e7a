"""How certificates, components, repairs and visits stand on a day, and the columns that say so."""

import datetime
from collections.abc import Sequence

from rooftree.records.claims.held import Held
from rooftree.records.repairs.rules import is_open
from rooftree.web.components import words
from rooftree.web.components.parts import Kind, Status
from rooftree.web.staff.showing.facts import worded
from rooftree.web.staff.showing.labels import component_called
from rooftree.web.staff.showing.tables import Cell, Column

C = Column
DUE_WITHIN = datetime.timedelta(days=30)
UNDONE = {"no_access": Kind.DUE, "cancelled": Kind.NONE, "aborted": Kind.NONE, "rejected": Kind.NONE}
"""Over, but not because it was done."""


def certification(today: datetime.date) -> tuple[Column, ...]:
    """Certificates, with how each stands on the day."""

    def stands(held: Held) -> Cell:
        return Cell("", _result(held), status=certificate_status(held, today), blank=True)

    return (
        C("What", "kind", sub="number"),
        C("Last done", "issued_on", none=""),
        C("Next by", "expires_on", none=""),
        C("How it stands", stands, shows=("result", "not_required")),
    )


SUPERSEDED = (
    C("What", "kind", sub="number"),
    C("Done", "issued_on", none=""),
    C("Ran out", "expires_on", none=""),
    C("Result", "result", none=""),
)
"""Earlier certificates of the same kind: they have no standing any more."""


def latest_and_earlier(records: Sequence[Held]) -> tuple[list[Held], list[Held]]:
    """The latest certificate of each kind, and those that it took the place of."""
    latest: dict[str, Held] = {}
    earlier: list[Held] = []
    for one in sorted(
        records, key=lambda one: (one.ended_on is None, str(one.day("issued_on"))), reverse=True
    ):
        if one.text("kind") in latest and one.text("kind"):
            earlier.append(one)
        else:
            latest[one.text("kind") or one.id] = one
    return sorted(latest.values(), key=lambda one: one.text("kind")), earlier


def _result(held: Held) -> object:
    said = worded(held, "result") or ""
    return "" if held.text("result") == "not_required" else said


def certificate_status(held: Held, today: datetime.date) -> Status:
    """How a certificate stands on a day. "Not required" is a fact, and is not the same as not held."""
    if held.text("result") in ("fail", "unsatisfactory") and not held.facts.get("not_required"):
        return Status(Kind.OVER, "Failed")
    return due_status(
        held.day("expires_on"), not_required=held.facts.get("not_required") is True, today=today
    )


def due_status(expires: datetime.date | None, *, not_required: bool, today: datetime.date) -> Status:
    """How the day by which something must be done again stands on a day."""
    if not_required:
        return Status(Kind.NONE, "Not required")
    if expires is None:
        return Status(Kind.DUE, "No end date held")
    left = (expires - today).days
    if left < 0:
        return Status(Kind.OVER, f"{-left} day{'' if left == -1 else 's'} overdue")
    if expires - today <= DUE_WITHIN:
        return Status(Kind.DUE, "Due today" if left == 0 else f"Due in {left} day{'' if left == 1 else 's'}")
    return Status(Kind.OK, "In date")


def component(year: int) -> tuple[Column, ...]:
    """Components, with how much of the life is used and how we know."""

    def what(held: Held) -> Cell:
        main = str(worded(held, "component") or worded(held, "element") or "")
        parts = [str(part) for name in ("attribute", "location") if (part := worded(held, name))]
        return Cell(component_called(main), words.sentence(", ".join(parts)))

    def used(held: Held) -> Cell:
        share = life_used(held, year)
        return Cell(f"{share}%" if share is not None else "", blank=True)

    def known(held: Held) -> Cell:
        how = held.text("provenance")
        words_ = worded(held, "provenance")
        when = held.day("surveyed_on")
        if how in ("cloned", "clone", "desktop"):
            return Cell("", words.day(when) if when else "", status=Status(Kind.DUE, str(words_)), blank=True)
        return Cell(words_, words.day(when) if when else "")

    return (
        C("Component", what, shows=("attribute", "location")),
        C("Put in", "installed_year", number=True, none=""),
        C("Renew", "renewal_year", number=True, none=""),
        C("Life used", used, number=True, shows=()),
        C("Condition", "condition"),
        C("Known from", known, shows=("provenance", "surveyed_on")),
    )


def life_used(held: Held, year: int) -> int | None:
    """How many per cent of a component's life have gone."""
    put_in, life = held.whole("installed_year"), held.whole("life_years")
    if put_in is None or not life:
        return None
    return max(0, min(100, round((year - put_in) * 100 / life)))


def repair(now: datetime.datetime) -> tuple[Column, ...]:
    """Repairs, with how each stands."""

    def stands(held: Held) -> Cell:
        return Cell("", status=repair_status(held, now), blank=True)

    return (
        C("Repair", "description", sub="job_ref", link="self"),
        C("Reported", "reported_at", by_day=True),
        C("Target", "target_at", none="", by_day=True),
        C("Done", "completed_at", none="", by_day=True),
        C("How it stands", stands, shows=("status",)),
    )


def repair_status(held: Held, now: datetime.datetime) -> Status:
    """How a repair stands: overdue before open before done."""
    done, target, state = held.moment("completed_at"), held.moment("target_at"), held.text("status")
    said = str(worded(held, "status") or "")
    if is_open(status=state, completed_at=done):
        if target and target < now:
            return Status(Kind.OVER, f"{said or 'Open'}, past its target")
        return Status(Kind.NOW, said or "Open")
    if state in UNDONE:
        return Status(UNDONE[state], said)
    return Status(Kind.OK, said or "Done")


def visit() -> tuple[Column, ...]:
    """Visits."""
    return (
        C("Visit", "starts_at", sub="slot", by_day=True),
        C("How it stands", "status"),
        C("Arrived", "actual_start_at", none="", by_day=True),
        C("Left", "actual_end_at", none="", by_day=True),
        C("Who", "operative_ref", link="operative"),
    )
