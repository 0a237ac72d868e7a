"""Which rows fall short in the value of a field itself: its form or its truth, not that it is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q

from rooftree.oversight.quality.models import QualityException
from rooftree.oversight.quality.queries.seeing import seen
from rooftree.oversight.quality.rules.states import State
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality.rules import Dimension

OF_THE_VALUE = (Dimension.ACCURACY, Dimension.CONFORMITY)
"""The dimensions of rules that judge a value that is there."""
Failing = Mapping[tuple[str, str, str], Sequence[str]]
"""Source keys by table, column and system."""


def failing_values(fields: Collection[tuple[str, str]], *, viewer: Viewer) -> Failing:
    """The rows whose value in these fields (table, column) a rule does not pass, waived ones among them."""
    if not fields or not (viewer.is_system or viewer.is_signed_in):
        return {}
    tables: dict[str, list[str]] = defaultdict(list)
    for table, column in fields:
        tables[table].append(column)
    wanted = Q()
    for table, columns in tables.items():
        wanted |= Q(table_name=table, column_name__in=columns)
    rows = seen(QualityException.objects.exclude(state=State.RESOLVED), viewer).filter(
        wanted, dimension__in=[each.value for each in OF_THE_VALUE]
    )
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    names = ("table_name", "column_name", "source_system", "source_key")
    for table, column, system, key in rows.values_list(*names).iterator(chunk_size=20_000):
        found[(table, column, system)].append(key)
    return found
