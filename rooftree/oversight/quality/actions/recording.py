"""What a check asked and found, rule by rule and system by system."""

from collections.abc import Mapping, Sequence

from rooftree.oversight.quality.actions.merging import Stamp
from rooftree.oversight.quality.models import CheckRun, RuleResult
from rooftree.oversight.quality.rules.bearings import Asking
from rooftree.reference.standard.quality.rules import Standard

Failed = Mapping[tuple[str, str], int]
"""Rows that failed, by rule and system."""


def record(
    stamp: Stamp, standard: Standard, asked: Sequence[Asking], *, failed: Failed, counts: Mapping[str, int]
) -> CheckRun:
    """The check's row and one for each rule and system."""
    row = CheckRun.objects.create(
        run_id=stamp.run_id,
        business_on=stamp.today,
        checked_at=stamp.now,
        standard_version=str(standard.number),
        standard_digest=standard.digest,
        rules=len(asked),
        errored=sum(1 for one in asked if one.error),
        asked=sum(sum(one.asked.values()) for one in asked),
        failed=sum(failed.values()),
        **counts,
    )
    RuleResult.objects.bulk_create(
        [result for one in asked for result in _results(row, one, failed)], batch_size=1_000
    )
    return row


def _results(row: CheckRun, one: Asking, failed: Failed) -> list[RuleResult]:
    if one.error or one.not_received:
        return [_result(row, one, "", error=one.error, unsure=one.not_received)]
    return [
        _result(row, one, system, failed=failed.get((one.rule.id, system), 0), unsure=bearing.says)
        for system, bearing in one.bearings.items()
    ]


def _result(
    row: CheckRun, one: Asking, system: str, *, failed: int | None = None, error: str = "", unsure: str = ""
) -> RuleResult:
    rule = one.rule
    return RuleResult(
        check_run=row,
        rule_id=rule.id,
        rule_version=rule.version,
        title=rule.title,
        table_name=rule.table,
        column_name=rule.check.column,
        dimension=rule.dimension.value,
        severity=rule.severity.value,
        source_system=system,
        asked=one.asked.get(system, 0) if system else None,
        failed=failed,
        error=error,
        unsure=unsure,
    )
