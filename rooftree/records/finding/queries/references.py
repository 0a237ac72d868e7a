"""Records by what a system, a person's telephone or their e-mail calls them: exactly, or how it begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from rooftree.records.claims.held import may_read
from rooftree.records.people.models import Communication
from rooftree.reference.accounts.rules import Viewer

MOST_EXACT = 40
MOST_BEGINNING = 8
SHORTEST_BEGINNING = 4
LONGEST_UPRN = 12


@dataclass(frozen=True, slots=True)
class Named:
    """A record and the reference it was found by: `words` say what kind of reference, `system` whose."""

    table: str
    id: str
    words: str
    reference: str
    system: str = ""


OF_ONE_KIND = """
(SELECT '{table}', {leads_to}::text, '{words}', {column}, '' FROM {kept_in}
 WHERE {fits} AND {leads_to} IS NOT NULL ORDER BY {column} USING ~<~ LIMIT {most})
"""
OF_ENTITIES = """
(SELECT entity_type, entity_id::text, 'Reference', source_key, source_system FROM reference
 WHERE source_key = ANY(%s) AND ended_on IS NULL AND entity_type = ANY(%s) LIMIT 40)
"""


@dataclass(frozen=True, slots=True)
class _Key:
    """Where a kind of reference is kept, and whose id stands beside it."""

    kept_in: str
    column: str
    words: str
    table: str
    leads_to: str = "id"

    def statement(self, fits: str, most: int) -> str:
        """Reads it, where it fits."""
        parts = {"table": self.table, "leads_to": self.leads_to, "words": self.words, "kept_in": self.kept_in}
        return OF_ONE_KIND.format(
            fits=fits.format(column=self.column), column=self.column, most=most, **parts
        )


KEYS = (
    _Key("tenancy", "tenancy_ref", "Tenancy reference", "tenancy"),
    _Key("rent_account", "account_ref", "Rent account", "tenancy", "tenancy_id"),
    _Key("housing_application", "application_ref", "Application reference", "housing_application"),
    _Key("homelessness_case", "case_ref", "Case reference", "homelessness_case"),
    _Key("work_order", "job_ref", "Job reference", "work_order"),
    _Key("work_order", "order_ref", "Order reference", "work_order"),
    _Key("service_request", "request_ref", "Request reference", "service_request"),
    _Key("complaint", "complaint_ref", "Complaint reference", "complaint"),
    _Key("unit", "asset_ref", "Property reference", "unit"),
    _Key("unit", "alternative_ref", "Property reference", "unit"),
    _Key("unit", "uprn", "UPRN", "unit"),
    _Key("property", "asset_ref", "Property reference", "property"),
    _Key("property", "uprn", "UPRN", "property"),
)
ENTITIES = ("unit", "property", "person")


def called(references: Sequence[str], *, viewer: Viewer) -> list[Named]:
    """Records that have one of these references, as typed or in capitals."""
    spellings = sorted({one for each in references for one in (each, each.upper())})
    if not spellings:
        return []
    uprns = sorted(
        {one.lstrip("0") for one in spellings if one.isdigit() and len(one) <= LONGEST_UPRN} - {""}
    )
    parts, given = [], []
    for key in _keys(viewer):
        parts.append(key.statement("{column} = ANY(%s)", MOST_EXACT))
        given.append(uprns if key.column == "uprn" else spellings)
    parts.append(OF_ENTITIES)
    given += [spellings, [table for table in ENTITIES if may_read(table, viewer)]]
    return _read(parts, given)


def beginning(references: Sequence[str], *, viewer: Viewer) -> list[Named]:
    """Records of which a reference begins so."""
    long_enough = [one for one in references if len(one) >= SHORTEST_BEGINNING]
    begins = sorted({one for each in long_enough for one in (each, each.upper())})
    if not begins:
        return []
    any_of = " OR ".join(["{column} LIKE %s"] * len(begins))
    patterns = [re.sub(r"([\\%_])", r"\\\1", one) + "%" for one in begins]
    keys = _keys(viewer)
    return _read([key.statement(f"({any_of})", MOST_BEGINNING) for key in keys], patterns * len(keys))


def reached_at(*, phone: str, email: str, viewer: Viewer) -> list[Named]:
    """People by telephone number or e-mail address."""
    if not (may_read("communication", viewer) and may_read("person", viewer)):
        return []
    found = []
    for value, words in ((phone, "Telephone"), (email, "E-mail")):
        if value:
            rows = Communication.objects.filter(value_normal=value, person__isnull=False)
            ids = dict.fromkeys(rows.values_list("person_id", flat=True)[:MOST_EXACT])
            found += [Named("person", str(one), words, value) for one in ids]
    return found


def _keys(viewer: Viewer) -> list[_Key]:
    return [key for key in KEYS if may_read(key.kept_in, viewer) and may_read(key.table, viewer)]


def _read(parts: Sequence[str], given: Sequence[list[str] | str]) -> list[Named]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), given)
        named = [Named(*row) for row in cursor.fetchall()]
    own = {(one.id, one.reference) for one in named if not one.system}
    return [one for one in named if not one.system or (one.id, one.reference) not in own]
