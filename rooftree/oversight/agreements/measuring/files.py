"""Requirements on files: delivered on the agreed days, and accepted as they are."""

import datetime
from collections.abc import Iterator

from rooftree.oversight.agreements.measuring.asked import Asked, Measured, Short, london_day
from rooftree.oversight.agreements.models import Intake
from rooftree.oversight.agreements.rules.intake import IntakeState
from rooftree.sources.extracts.models import ExtractSeen
from rooftree.sources.extracts.rules.states import FileState

SAYS = {
    FileState.REFUSED: "The file came and was refused.",
    FileState.MISSING: "The file did not come.",
    FileState.UNCHANGED: "Only the file of an earlier day was there.",
}


def delivered(asked: Asked) -> Measured:
    """Agreed days of the month on which a run looked and a file was not accepted."""
    first, last = asked.days
    seen = ExtractSeen.objects.filter(run__business_on__range=(first, last)).order_by("run_id")
    met: dict[tuple[datetime.date, str, str], tuple[int, str]] = {}
    looked: dict[datetime.date, int] = {}
    for on, run, system, file, state in seen.values_list(
        "run__business_on", "run_id", "system", "file", "state"
    ):
        looked[on] = run
        if (system, file) in asked.files and not _good(met.get((on, system, file), (0, ""))[1], asked):
            met[on, system, file] = (run, state)
    due = [(on, system, file) for on in sorted(_due(asked, looked)) for system, file in asked.files]
    short = []
    for on, system, file in due:
        run, state = met.get((on, system, file), (looked[on], FileState.MISSING))
        if not _good(state, asked):
            says = SAYS.get(FileState(state), "The file did not come.")
            own = f"{on}/{system}/{file}"
            short.append(Short("file", own, f"{system}/{file}", on, says, "run", str(run)))
    return Measured(len(due), short)


def _due(asked: Asked, looked: dict[datetime.date, int]) -> Iterator[datetime.date]:
    """Agreed weekdays on which a run looked: that no run did is nobody's fault but ours."""
    for on in looked:
        if on.isoweekday() in asked.given["weekdays"]:
            yield on


def _good(state: str, asked: Asked) -> bool:
    return state == FileState.ACCEPTED or (state == FileState.UNCHANGED and bool(asked.given["unchanged"]))


def accepted(asked: Asked) -> Measured:
    """Files that were sent to be checked in the month and had something that must be mended."""
    first, after = asked.moments
    sent = Intake.objects.filter(agreement_id=asked.agreement, sent_at__gte=first, sent_at__lt=after)
    rows = list(sent.values_list("id", "sent_name", "sent_at", "state", "critical"))
    short = [
        Short("intake", str(own), name, london_day(at), _why(critical), "intake", str(own))
        for own, name, at, state, critical in rows
        if state == IntakeState.REFUSED
    ]
    return Measured(len(rows), short)


def _why(critical: int) -> str:
    if not critical:
        return "The file could not be read."
    return f"{critical:,} {'thing' if critical == 1 else 'things'} had to be mended."
