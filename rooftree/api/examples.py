"""An invented record for each table, to be read beside its description."""

from rooftree.records.claims.held import readable
from rooftree.reference.standard.queries import code_lists
from rooftree.reference.standard.rules import Contract, ContractColumn

OURS = "6b1f7c1e-3f0a-5a55-9f0e-2d1c8a4b7e11"
OTHER = "0d9a2a54-70c5-5d0b-8a3b-5f6f4f1c9b22"
KNOWN: dict[str, object] = {
    "uprn": "100023336956",
    "asset_ref": "118204",
    "address_line": "Flat 3, 14 Orchard Rise",
    "postcode": "ZZ4 2LH",
    "bedrooms": 2,
    "full_name": "Olwen Prys",
    "given_name": "Olwen",
    "family_name": "Prys",
    "title": "Ms",
    "value": "07700 900123",
    "value_normal": "07700900123",
    "email": "olwen@example.org",
    "phone": "01632 960001",
    "ni_no_masked": "QQ******C",
    "tenancy_ref": "T0041877",
    "job_ref": "J0093311",
    "latitude": 51.5,
    "longitude": -0.1,
    "description": "Kitchen tap drips",
    "contractor_name": "Haverleigh Repairs",
}
BY_TYPE: dict[str, object] = {
    "date": "2024-05-13",
    "timestamp": "2026-11-20T09:30:00Z",
    "integer": 3,
    "boolean": True,
    "decimal(16,6)": 12.5,
}


def example(contract: Contract) -> dict[str, object]:
    """One record of this table, whole."""
    facts = {column.name: _value(column) for column in readable(contract)}
    return {
        "id": OURS,
        "type": contract.table,
        **facts,
        "links": {"unit": {"id": OTHER, "href": f"/api/v1/homes/{OTHER}"}},
        "lineage": {
            "system": "nec",
            "key": "118204",
            "file": "properties",
            "row": 7,
            "extract": 12,
            "extracted_at": "2026-11-20T01:30:00Z",
            "known_from": "2026-11-20T02:04:11Z",
            "ended_on": None,
        },
        "origin": {},
    }


def _value(column: ContractColumn) -> object:
    if column.name in KNOWN:
        return KNOWN[column.name]
    held = code_lists().get(column.codes or "")
    if held:
        return next(iter(held.codes))
    return BY_TYPE.get(column.physical_type)
