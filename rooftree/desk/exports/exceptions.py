"""The ledger of exceptions as an export: one row for each, whatever its state."""

from collections.abc import Iterator, Sequence

from rooftree.desk.exports.shape import Column, Export, Kind, Row
from rooftree.oversight.quality.queries import checks
from rooftree.oversight.quality.queries.exporting import every
from rooftree.reference.accounts.rules import SYSTEM, Viewer

COLUMNS = (
    Column("exception_id", Kind.TEXT, "Stable from run to run: made from table, rule, system and key."),
    Column("rule_id", Kind.TEXT, "The rule of the recording standard that the row falls short of."),
    Column("rule_version", Kind.WHOLE, "The version of the rule that last found it."),
    Column(
        "dimension",
        Kind.TEXT,
        "accuracy, completeness, conformity, consistency, coverage, timeliness or uniqueness.",
    ),
    Column("severity", Kind.TEXT, "critical, major, minor or please_confirm."),
    Column("source_system", Kind.TEXT, "The system that holds the row: nec, locata, keystone or oneserve."),
    Column(
        "entity", Kind.TEXT, "The canonical table of the row; set_aside for a row that could not be used."
    ),
    Column("entity_key", Kind.TEXT, "The row's own key in that system."),
    Column("column", Kind.TEXT, "The canonical column; empty when the rule is about the whole row."),
    Column("state", Kind.TEXT, "new, open, resolved, reopened or waived."),
    Column("first_seen", Kind.DAY, "The business day of the check that first found it."),
    Column("last_seen", Kind.DAY, "The business day of the last check that found it."),
    Column(
        "owner",
        Kind.TEXT,
        "Whoever it was given to: a person, a team or both; else the role that answers for it.",
    ),
)


def exceptions() -> Export:
    """Every exception."""
    return Export(
        "exceptions",
        "Rows that fall short of the recording standard, and what became of each",
        COLUMNS,
        _rows,
        _about,
    )


def _rows(viewer: Viewer) -> Iterator[Row]:
    for one in every(viewer=viewer):
        yield (
            str(one.exception_id),
            one.rule_id,
            one.rule_version,
            one.dimension,
            one.severity,
            one.source_system,
            one.entity,
            one.entity_key,
            one.column,
            one.state,
            one.first_seen,
            one.last_seen,
            one.owner,
        )


def _about() -> Sequence[tuple[str, str]]:
    """Which check the states are from."""
    latest = checks.latest(viewer=SYSTEM)
    if latest is None:
        return []
    return [
        ("Checked in run", f"{latest.run_id}, for {latest.business_on}"),
        (
            "Held to",
            f"version {latest.standard_version} of the recording standard ({latest.standard_digest})",
        ),
    ]
