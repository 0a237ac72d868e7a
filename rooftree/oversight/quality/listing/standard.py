"""The rules of the standard in force as a list: what each asks, how grave it is, and how it stands."""

from collections.abc import Iterable

from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.oversight.quality.listing import choices as said
from rooftree.oversight.quality.queries.of_rule import asked_last, standing_by_rule
from rooftree.oversight.quality.queries.seeing import tables_of
from rooftree.records.listing.memory import Memory
from rooftree.records.listing.offers import Ready
from rooftree.records.listing.shape import Column, Kind, List, Row, Then
from rooftree.reference.register.queries import register
from rooftree.reference.register.rules import asset_of
from rooftree.reference.standard.quality.queries import standard_in_force

C = Column


def rows(then: Then) -> Iterable[Row]:
    """Every active rule of the tables that this viewer may see."""
    tables = tables_of(then.viewer)
    standing, asked = then.once(standing_by_rule), then.once(asked_last)
    for rule in standard_in_force().active:
        if rule.table not in tables:
            continue
        of, failed = asked.get(rule.id, (0, 0))
        yield {
            "id": rule.id,
            "rule": rule.title,
            "table": rule.table,
            "dimension": rule.dimension.value,
            "severity": rule.severity.value,
            "recommendation": rule.recommendation,
            "owner": rule.owner or steward_of(rule.table),
            "asked": of,
            "failed": failed,
            "standing": standing.get(rule.id, 0),
            "rule_id": rule.id,
            "reason": rule.reason,
            "mend": rule.mend,
            "version": rule.version,
        }


def steward_of(table: str) -> str:
    """The role that answers for a table: the steward of the information asset that it belongs to."""
    asset = asset_of(register(), "reference" if table == SET_ASIDE else table)
    return asset.steward if asset else ""


RULES = List(
    name="rules",
    title="Rules",
    says="A rule of the recording standard in force: what must hold of a row, and why it matters.",
    one="rule",
    many="rules",
    columns=(
        C("rule", "What must hold", "What the rule asks of a row.", searched=True, sorts=True),
        C(
            "table",
            "Of what",
            "What a row is: a home, a tenancy, a repair.",
            kind=Kind.CODE,
            names=said.table_words,
            filters=True,
            full=True,
        ),
        C(
            "severity",
            "Severity",
            "How grave a shortfall is.",
            kind=Kind.CODE,
            names=said.severity_words,
            filters=True,
            full=True,
        ),
        C(
            "dimension",
            "Dimension",
            "The side of quality: completeness, accuracy and so on.",
            kind=Kind.CODE,
            names=said.dimension_words,
            filters=True,
            full=True,
        ),
        C(
            "standing",
            "To be mended",
            "Exceptions to the rule that are to be mended now.",
            kind=Kind.WHOLE,
            sorts=True,
            full=True,
        ),
        C(
            "asked",
            "Rows asked",
            "Rows that the last check asked it of.",
            kind=Kind.WHOLE,
            sorts=True,
            full=True,
        ),
        C(
            "failed",
            "Fell short",
            "Rows that fell short in the last check, waived ones among them.",
            kind=Kind.WHOLE,
            shown=False,
            sorts=True,
            full=True,
        ),
        C(
            "recommendation",
            "Recommendation",
            "The recommendation of the Ombudsman’s report that it serves.",
            shown=False,
            kind=Kind.CODE,
            filters=True,
            full=True,
        ),
        C("owner", "Owner", "The role that answers for it.", kind=Kind.CODE, shown=False, filters=True),
        C("rule_id", "Rule’s name", "Its stable name.", shown=False, searched=True),
        C("version", "Version", "Its version.", kind=Kind.WHOLE, shown=False),
        C("reason", "Why", "Why it matters to a resident.", shown=False),
        C("mend", "How it is mended", "What is to be done about a shortfall.", shown=False),
    ),
    rows=Memory(rows, ("unit",)),
    ready=(Ready("Critical", "severity=critical"), Ready("Most to mend", "sort=-standing")),
    sort="standing",
    descending=True,
    past=False,
)
