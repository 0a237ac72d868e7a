"""What the list of visits can be narrowed by besides its columns."""

import datetime

from django.db.models import Q

from rooftree.records.listing.offers import Pick
from rooftree.records.listing.shape import Then
from rooftree.records.visits import due, queries
from rooftree.records.visits.listing.beside import NEEDS_AT_THE_DOOR
from rooftree.records.visits.rules import LOOKS_AHEAD, REPAIR, SOON, month_of
from rooftree.reference.accounts.rules import Viewer, may_see_needs_at_the_door
from rooftree.reference.register.queries import systems
from rooftree.reference.standard.quality.in_force import code_lists
from rooftree.reference.standard.queries import visits_by_certificate

WHEN = {
    "soon": "Overdue, or within 30 days",
    "overdue": "Overdue",
    "this-month": "This month",
    "next-month": "Next month",
    "three-months": "Overdue, or within three months",
    "undated": "No day known",
    "all": "Whenever",
}
PERIODS = {
    "soon": ("visit is overdue or due within 30 days", "visits are overdue or due within 30 days"),
    "overdue": ("visit is overdue", "visits are overdue"),
    "this-month": ("visit is due this month", "visits are due this month"),
    "next-month": ("visit is due next month", "visits are due next month"),
    "undated": ("visit has no day known", "visits have no day known"),
    "three-months": (
        "visit is overdue or due within three months",
        "visits are overdue or due within three months",
    ),
}
HELP = {
    "yes": ("visit has someone who needs help at the door", "visits have someone who needs help at the door"),
    "no": ("visit has nobody known to need help at the door", "visits have nobody known to need help there"),
}


def kinds(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """What visits are for: each check by the first of the certificates that ask for it, and repairs."""
    del viewer, moment
    return {kind: visits_by_certificate()[kind] for kind in dict.fromkeys(due.alike().values())} | {
        REPAIR: "Repair"
    }


def yes_no(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """Yes and no."""
    del viewer, moment
    return {"yes": "Yes", "no": "No"}


def periods(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """The stretches of time that are asked for most."""
    del viewer, moment
    return WHEN


def times_of_day(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """The times of day that are booked."""
    del viewer, moment
    return dict(code_lists()["appointment_slot"].codes)


def told_by(*, viewer: Viewer, moment: datetime.datetime | None = None) -> dict[str, str]:
    """The systems by name."""
    del viewer, moment
    return {one.name: one.title for one in systems()}


def in_period(value: str, then: Then) -> Q:
    """Due or booked in this stretch of time."""
    if value == "undated":
        return Q(when__isnull=True)
    if value == "overdue":
        return Q(when__lt=then.today)
    if value in ("this-month", "next-month"):
        return Q(when__range=month_of(then.today, ahead=int(value == "next-month")))
    ahead = LOOKS_AHEAD if value == "three-months" else SOON
    return Q(when__lte=then.today + ahead)


def needing(value: str, then: Then) -> Q:
    """To homes where somebody needs help at the door, or to the others."""
    asking = queries.needs_help(viewer=then.viewer, today=then.today)
    return asking if value == "yes" else ~asking


def booked(value: str, then: Then) -> Q:
    """Whether a visit is booked."""
    del then
    return Q(booked_for__isnull=value != "yes")


def worked(value: str, then: Then) -> Q:
    """To homes where somebody opened at this time of day more often than not."""
    return queries.opened_at(value, then)


PICKS = (
    Pick(
        "needs",
        "Somebody needs help at the door",
        yes_no,
        needing,
        may=may_see_needs_at_the_door,
        heads=HELP,
        counted_to=1_000,
        audited=NEEDS_AT_THE_DOOR,
    ),
    Pick(
        "due",
        "Due or booked",
        periods,
        in_period,
        usual="soon",
        every="all",
        gives_way_to="when",
        heads=PERIODS,
    ),
    Pick("booked", "Booked", yes_no, booked),
    Pick("slot", "Time of day that worked before", times_of_day, worked, further=True, counted_to=200),
)
