"""The columns that every list of exceptions has: which rule, how grave, which row of which system."""

from dataclasses import replace

from rooftree.oversight.quality.listing import choices as said
from rooftree.records.homes.listing.columns import PATCH
from rooftree.records.listing.shape import Column, Kind

C = Column
RULE = C(
    "rule",
    "Falls short of",
    "What the recording standard asks, and the row does not meet.",
    of="rule_id",
    kind=Kind.CODE,
    names=said.rule_titles,
    filters=True,
    full=True,
)
SEVERITY = C(
    "severity",
    "Severity",
    "How grave it is: critical, major, minor, or to be confirmed by somebody who knows.",
    kind=Kind.CODE,
    names=said.severity_words,
    filters=True,
    full=True,
)
STATE = C(
    "state",
    "State",
    "New, open, reopened, waived or resolved, by the latest check that could tell.",
    kind=Kind.CODE,
    names=said.state_words,
    shown=False,
)
FIRST_SEEN = C(
    "first_seen",
    "First seen",
    "The day of the check that found it first.",
    of="first_seen_on",
    kind=Kind.DAY,
    shown=False,
    filters=True,
    full=True,
)
OF_ROW = (
    C(
        "system",
        "System",
        "The system whose row it is.",
        of="source_system",
        kind=Kind.CODE,
        names=said.system_words,
        shown=False,
        filters=True,
        full=True,
    ),
    C(
        "table",
        "What it is of",
        "What the row is: a home, a tenancy, a repair.",
        of="table_name",
        kind=Kind.CODE,
        names=said.table_words,
        shown=False,
        filters=True,
        full=True,
    ),
    C(
        "key",
        "Key in its system",
        "The row’s own key in that system.",
        of="source_key",
        shown=False,
        searched=True,
        whole=True,
    ),
    C(
        "dimension",
        "Dimension",
        "The side of quality: completeness, accuracy and so on.",
        kind=Kind.CODE,
        names=said.dimension_words,
        shown=False,
        filters=True,
        full=True,
    ),
    C(
        "owner",
        "Owner",
        "The role that answers for it: the rule’s own, or the steward of the information asset.",
        kind=Kind.CODE,
        shown=False,
        filters=True,
        full=True,
    ),
    replace(PATCH, of="area_code"),
    C(
        "field",
        "Field",
        "The field of the row; empty where the whole row is meant.",
        of="column_name",
        shown=False,
    ),
    C("rule_id", "Rule’s name", "The stable name of the rule.", shown=False),
    C("exception_id", "Exception’s id", "The same every night, and in every file.", of="id", shown=False),
)
COMES_BACK = C(
    "reopened",
    "Times it came back",
    "How often it was found again after it was resolved.",
    kind=Kind.WHOLE,
    shown=False,
)
ALSO = (
    "table_name",
    "source_system",
    "source_key",
    "state",
    "severity",
    "due_on",
    "unit_id",
    "person_id",
    "contractor_id",
    "leads_to",
    "reopened",
    "mended_at",
    "waived_until",
)
"""What a page needs of each row to draw it."""
