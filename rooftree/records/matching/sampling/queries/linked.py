"""Which of the drawn links are links still: since they were drawn, rows may have gone or been parted."""

from collections.abc import Sequence

from rooftree.records.matching.models import Reference
from rooftree.records.matching.sampling.models import MatchSample

Row = tuple[str, str]


def linked_now(samples: Sequence[MatchSample]) -> dict[int, str]:
    """Of those whose two rows are one record today, its id. Says nothing of who may read it."""
    keys = {key for one in samples for key in (one.first_key, one.second_key)}
    rows = Reference.objects.filter(source_key__in=keys, ended_on=None)
    told = rows.values_list("entity_type", "source_system", "source_key", "entity_id")
    ids = {(kind, system, key): str(own) for kind, system, key, own in told}
    found: dict[int, str] = {}
    for one in samples:
        first = ids.get((one.entity_type, one.first_system, one.first_key))
        if first and first == ids.get((one.entity_type, one.second_system, one.second_key)):
            found[one.pk] = first
    return found


def reference_ids(sample: MatchSample) -> dict[Row, str]:
    """The links of its two rows, by system and key: where each can be said not to be theirs."""
    keys = [(sample.first_system, sample.first_key), (sample.second_system, sample.second_key)]
    rows = Reference.objects.filter(
        entity_type=sample.entity_type, source_key__in=[key for _, key in keys], ended_on=None
    )
    found = {(row.source_system, row.source_key): str(row.pk) for row in rows}
    return {key: found[key] for key in keys if key in found}
