"""Writes down what was wrong in an extract."""

from collections.abc import Iterable

from django.db import transaction

from rooftree.sources.extracts.models import Extract, ExtractProblem
from rooftree.sources.extracts.rules.faults import Fault


@transaction.atomic
def record_problems(*, extract_id: int, stage: str, problems: Iterable[Fault]) -> int:
    """Replaces what was known of this extract at this stage: twice is as once. Gives how many."""
    wanted = [
        (p.kind, p.row, p.column, p.value, p.says, p.mend, p.count) for p in (q.shown() for q in problems)
    ]
    known = ExtractProblem.objects.filter(extract_id=extract_id, stage=stage)
    fields = ("kind", "row", "column", "value", "says", "mend", "count")
    if list(known.order_by("id").values_list(*fields)) == wanted:
        return len(wanted)
    known.delete()
    ExtractProblem.objects.bulk_create(
        [
            ExtractProblem(extract_id=extract_id, stage=stage, **dict(zip(fields, problem, strict=True)))
            for problem in wanted
        ],
        batch_size=1_000,
    )
    return len(wanted)


def set_aside(*, extract_id: int, rows: int) -> None:
    """How many rows of this extract standardising could not use."""
    Extract.objects.filter(pk=extract_id).exclude(set_aside=rows).update(set_aside=rows)
