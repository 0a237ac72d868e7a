"""What the queue can be narrowed by besides its columns, and the words of what its columns hold."""

import datetime
from collections.abc import Mapping

from django.db.models import Q

from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.oversight.quality.models import ExceptionTally, QualityException
from rooftree.oversight.quality.queries.seeing import seen, tables_of
from rooftree.oversight.quality.queries.shown import last_title
from rooftree.oversight.quality.rules.states import STANDING, STATE_WORDS, State
from rooftree.records.claims.held import may_read
from rooftree.records.listing.offers import Pick
from rooftree.records.listing.shape import Then
from rooftree.records.people.models import Organization
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.accounts.teams.queries import own
from rooftree.reference.register.queries import systems
from rooftree.reference.standard.quality.queries import severities, standard_in_force
from rooftree.reference.standard.quality.rules import Dimension
from rooftree.reference.standard.queries import contracts
from rooftree.services.notes.queries import colleagues, teams

Words = dict[str, str]
SOON = datetime.timedelta(days=7)
AGES = {"week": 7, "month": 30, "quarter": 90}
ROWS_SET_ASIDE = "Rows set aside"
"""What pages call rows that no table could take: their key was missing, or stood twice."""


def rule_titles(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Mapping[str, str]:
    """What each rule asks, by its id; of one that was withdrawn, what it asked last."""
    del viewer, moment
    return Titles({name: one.title for name, one in standard_in_force().rules.items()})


class Titles(dict[str, str]):
    """Titles by rule; one that is no longer in the standard is called as it was when it was last asked."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]
        """The title."""
        del default
        return self[key] if key in self else last_title(key)


def severity_words(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The severities, the gravest first."""
    del viewer, moment
    return {one.value: terms.title for one, terms in severities().items()}


def dimension_words(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The sides of quality."""
    del viewer, moment
    return {one.value: one.value.capitalize() for one in Dimension}


def table_words(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The tables whose exceptions this viewer may see, as people call a row of each."""
    del moment
    return {name: table_called(name) for name in sorted(tables_of(viewer), key=table_called)}


def table_called(name: str) -> str:
    """What people call a row of a table: "Home"."""
    if name == SET_ASIDE:
        return ROWS_SET_ASIDE
    found = contracts().get(name)
    return found.title if found else name.replace("_", " ").capitalize()


def system_words(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The systems by name."""
    del viewer, moment
    return {one.name: one.title for one in systems()}


def state_words(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The states."""
    del viewer, moment
    return {one.value: said for one, said in STATE_WORDS.items()}


STANDS = {
    "mend": "To be mended",
    "new": "New since the last check",
    "reopened": "Reopened by the last check",
    "said": "Said to be mended, checked tonight",
    "waived": "Waived",
    "all": "All that stand",
}
STANDS_HEADS = {
    "mend": ("exception is to be mended", "exceptions are to be mended"),
    "new": ("exception is new", "exceptions are new"),
    "reopened": ("exception was reopened", "exceptions were reopened"),
    "said": ("exception is said to be mended", "exceptions are said to be mended"),
    "waived": ("exception is waived", "exceptions are waived"),
}
DUE = {"overdue": "Overdue", "week": "Due within 7 days", "later": "Due later"}
DUE_HEADS = {
    "overdue": ("exception is overdue", "exceptions are overdue"),
    "week": ("exception is due within 7 days", "exceptions are due within 7 days"),
    "later": ("exception is due later", "exceptions are due later"),
}
AGE = {
    "week": "Found in the last 7 days",
    "month": "Standing for more than 30 days",
    "quarter": "Standing for more than 90 days",
}
ME, NOBODY, OURS = "me", "nobody", "ours"


def stands(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """How an exception may stand that is not resolved."""
    del viewer, moment
    return STANDS


def stands_so(value: str, then: Then) -> Q:
    """That it stands so."""
    del then
    if value == "mend":
        return Q(state__in=STANDING)
    if value == "said":
        return Q(mended_at__isnull=False)
    return Q(state=State(value))


def dues(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """By when."""
    del viewer, moment
    return DUE


def due(value: str, then: Then) -> Q:
    """That it is to be mended by then; what is waived has no day."""
    soon = then.today + SOON
    if value == "overdue":
        return Q(due_on__lt=then.today) & Q(state__in=STANDING)
    return Q(due_on__range=(then.today, soon)) if value == "week" else Q(due_on__gt=soon)


def ages(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """How long it has stood."""
    del viewer, moment
    return AGE


def aged(value: str, then: Then) -> Q:
    """That it was first seen lately, or long ago."""
    since = then.today - datetime.timedelta(days=AGES[value])
    return Q(first_seen_on__gte=since) if value == "week" else Q(first_seen_on__lt=since)


def people(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """To whom it was given."""
    del moment
    others = {
        str(one.user_id): one.name for one in colleagues(viewer=viewer) if one.user_id != viewer.user_id
    }
    return {ME: "Me", NOBODY: "Nobody, and no team", **others}


def given(value: str, then: Then) -> Q:
    """That it was given to them."""
    if value == NOBODY:
        return Q(assigned_to_id__isnull=True, team_id__isnull=True)
    return Q(assigned_to_id=then.viewer.user_id if value == ME else int(value))


def groups(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The teams that it can be given to; one's own first, all at once."""
    del moment
    return {OURS: "Mine", **{str(one): name for one, name in teams(viewer=viewer)}}


def given_to_team(value: str, then: Then) -> Q:
    """That a team has it."""
    if value == OURS:
        return Q(team_id__in=[one.id for one in then.once(own)])
    return Q(team_id=int(value))


def fields(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The fields of which something stands, each within its table."""
    del moment
    found = {}
    rules = standard_in_force().rules
    standing = seen(ExceptionTally.objects.all(), viewer).values_list("rule_id", flat=True).distinct()
    for rule in (rules[name] for name in standing if name in rules):
        contract = contracts().get(rule.table)
        column = contract.column(rule.check.column) if contract else None
        if column is not None:
            found[f"{rule.table}.{column.name}"] = f"{table_called(rule.table)}: {column.title.lower()}"
    return dict(sorted(found.items(), key=lambda one: one[1]))


def of_field(value: str, then: Then) -> Q:
    """That it is of this field."""
    del then
    table, _, column = value.partition(".")
    return Q(table_name=table, column_name=column)


def named_contractors(*, viewer: Viewer, moment: datetime.datetime | None = None) -> Words:
    """The contractors whose records fall short, by name."""
    del moment
    if not may_read("organization", viewer):
        return {}
    named = QualityException.objects.filter(resolved_on__isnull=True, contractor_id__isnull=False).values(
        "contractor_id"
    )
    found = Organization.objects.filter(pk__in=named).order_by("name").values_list("id", "name")
    return {str(own): name or str(own) for own, name in found}


def of_contractor(value: str, then: Then) -> Q:
    """That the record names this contractor."""
    del then
    return Q(contractor_id=value)


PICKS = (
    Pick("stands", "How it stands", stands, stands_so, usual="mend", every="all", heads=STANDS_HEADS),
    Pick("due", "To be mended by", dues, due, heads=DUE_HEADS),
    Pick("with", "Given to", people, given, heads={ME: ("exception is yours", "exceptions are yours")}),
    Pick(
        "team",
        "Team",
        groups,
        given_to_team,
        heads={OURS: ("exception is your team’s", "exceptions are your team’s")},
    ),
    Pick("age", "For how long", ages, aged, further=True),
    Pick("field_of", "Field", fields, of_field, further=True),
    Pick("contractor", "Contractor", named_contractors, of_contractor, further=True),
)
