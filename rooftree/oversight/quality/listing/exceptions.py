"""The queue of exceptions as a list: what stands, in order of the day by which it is to be mended."""

from collections.abc import Callable

from django.db.models import Q

from rooftree.oversight.quality.listing.beside import ATTACHED
from rooftree.oversight.quality.listing.choices import PICKS
from rooftree.oversight.quality.listing.columns import (
    ALSO,
    COMES_BACK,
    FIRST_SEEN,
    OF_ROW,
    RULE,
    SEVERITY,
    STATE,
)
from rooftree.oversight.quality.listing.ledger import Ledger, standing
from rooftree.oversight.quality.rules.rights import MOST_AT_ONCE
from rooftree.records.listing.offers import Ready, Work
from rooftree.records.listing.shape import Column, Kind, List, Then, Tick
from rooftree.reference.accounts.rules import Viewer, may_waive_exceptions, may_work_on_exceptions

C = Column


def came_back(then: Then) -> Q:
    """That it was resolved once, and found again."""
    del then
    return Q(reopened__gt=0)


def says_to(viewer: Viewer) -> str:
    """What stands above the queue: the word, once."""
    del viewer
    return (
        "Each is one row of one system that falls short of one rule of the recording standard. It stays here "
        "until a nightly check finds it mended, or somebody waives it for a time."
    )


def _work(name: str, says: str, may: Callable[[Viewer], bool] = may_work_on_exceptions) -> Work:
    return Work(name, says, f"exceptions-{name}", "exception", MOST_AT_ONCE, may, by_question=True)


EXCEPTIONS = List(
    name="exception-queue",
    title="Exceptions",
    says="An exception is one row of one system that falls short of one rule of the recording standard. This "
    "list holds those that are not resolved.",
    one="exception",
    many="exceptions",
    begins="To be mended",
    columns=(
        RULE,
        SEVERITY,
        STATE,
        C(
            "due",
            "Mend by",
            "The day by which it is to be mended, by its severity.",
            of="due_on",
            kind=Kind.DAY,
            filters=True,
            sorts=True,
            full=True,
        ),
        C("given_to", "Given to", "Who is to mend it; empty where nobody has it.", of="given_to"),
        C("given_team", "Team", "The team that has it; empty where none has.", of="team__name", shown=False),
        *OF_ROW,
        FIRST_SEEN,
        COMES_BACK,
        C(
            "waived_until",
            "Waived until",
            "The last day of its waiver; empty where it is not waived.",
            kind=Kind.DAY,
            shown=False,
        ),
        C("waived_reason", "Why waived", "Why it may stay as it is; empty where not waived.", shown=False),
    ),
    rows=Ledger(standing, ("unit",)),
    ticks=(
        Tick(
            "back",
            "Came back after a mend",
            came_back,
            one="exception came back",
            many="exceptions came back",
        ),
    ),
    picks=PICKS,
    ready=(
        Ready("Mine", "with=me", may_work_on_exceptions),
        Ready("My team’s", "team=ours", may_work_on_exceptions),
        Ready("Overdue", "due=overdue"),
        Ready("Critical", "severity=critical"),
        Ready("Came back", "back=1"),
        Ready("Nobody’s", "with=nobody", may_work_on_exceptions),
    ),
    work=(
        _work("assign", "Give to somebody"),
        _work("mended", "Say they are mended"),
        _work("waive", "Waive for a time", may_waive_exceptions),
        _work("unwaive", "Lift their waivers", may_waive_exceptions),
    ),
    attached=ATTACHED,
    sort="due",
    says_to=says_to,
    past=False,
    also=ALSO,
)
