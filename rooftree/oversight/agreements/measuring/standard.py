"""A rule of the recording standard as a requirement: what the ledger holds of the organisation's records."""

from django.db import connection
from psycopg import sql

from rooftree.oversight.agreements.measuring.asked import Asked, Measured, Short
from rooftree.oversight.agreements.rules.months import month_of
from rooftree.oversight.quality.actions.linking import path
from rooftree.oversight.quality.models import QualityException, RuleResult
from rooftree.oversight.quality.rules.states import STANDING
from rooftree.reference.standard.quality.queries import standard_in_force
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Write

PAGES = {"unit": "home", "person": "person", "work_order": "repair", "tenancy": "tenancy"}


def rule(asked: Asked) -> Measured:
    """The records that the rule finds wanting as this run stands; an earlier month keeps what it had."""
    if asked.month != month_of(asked.today):
        return Measured(None, says="")
    found = standard_in_force().rules.get(asked.rule_id)
    if found is None:
        return Measured(None, says=f"The recording standard no longer has the rule {asked.rule_id}.")
    standing = QualityException.objects.filter(rule_id=asked.rule_id, state__in=[*STANDING])
    if asked.organisation:
        standing = standing.filter(contractor_id=asked.organisation)
        count = _named(found.table, str(asked.organisation))
        says = f"No record of {found.table.replace('_', ' ')} names a contractor."
    else:
        systems = sorted({system for system, _ in asked.files})
        standing = standing.filter(source_system__in=systems)
        count = _asked(asked.rule_id, systems)
        says = "The rule has not been asked of these files yet."
    if count is None:
        return Measured(None, says=says)
    rows = standing.values_list("id", "source_system", "source_key", "since_on", "record_type", "record_id")
    short = [
        Short(
            "exception", str(own), f"{system} {key}", since, found.title, PAGES.get(kind, ""), str(at or "")
        )
        for own, system, key, since, kind, at in rows
    ]
    return Measured(max(count, len(short)), short)


def _asked(rule_id: str, systems: list[str]) -> int | None:
    """How many rows of these systems the last check asked it of."""
    results = RuleResult.objects.filter(rule_id=rule_id, source_system__in=systems, error="")
    latest = results.order_by("source_system", "-check_run").distinct("source_system")
    counts = [one for one in latest.values_list("asked", flat=True) if one is not None]
    return sum(counts) if counts else None


def _named(table: str, organisation: str) -> int | None:
    """How many records of the table name the organisation, along their links."""
    way = path(table, "contractor")
    if way is None:
        return None
    at, joins = sql.Identifier("own"), []
    for step, (column, leads_to) in enumerate(way[:-1]):
        name = sql.Identifier(f"step_{step}")
        joins.append(
            sql.SQL(" JOIN {} {} ON {}.id = {}.{}").format(
                sql.Identifier(leads_to), name, name, at, sql.Identifier(column)
            )
        )
        at = name
    live = "" if contracts()[table].write is Write.APPEND else " AND own.ended_on IS NULL"
    statement = sql.SQL("SELECT count(*) FROM {} own{} WHERE {}.{} = %s").format(
        sql.Identifier(table), sql.SQL("").join(joins), at, sql.Identifier(way[-1][0])
    )
    with connection.cursor() as cursor:
        cursor.execute(statement + sql.SQL(live), [organisation])
        return int(cursor.fetchone()[0])
