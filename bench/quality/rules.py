"""The 32 rules, as our standard would hold them and, each, as one would write it in SQL for the fused one."""

from __future__ import annotations

from rooftree.engine.checking.kinds import Check, Kind, When

TABLE = "tenancy"
CODES = {
    "status": ("current", "ended"),
    "tenure": ("secure", "assured", "introductory", "starter"),
    "sex": ("F", "M", "X"),
    "payment_method": ("direct_debit", "cash", "card", "benefit"),
}
CURRENT, ENDED = When("status", "eq", "current"), When("status", "eq", "ended")
GAS = When("has_gas", "eq", True)
REF = "^T[0-9]{8}$"


def _check(rule: str, column: str, kind: Kind, /, *when: When, **given: object) -> Check:
    return Check(rule, TABLE, column, kind, given, when)


CHECKS = (
    *(
        _check(f"{name}_required", name, Kind.REQUIRED)
        for name in ("tenancy_ref", "property_ref", "person_ref", "start_on", "full_name")
    ),
    _check("tenancy_ref_format", "tenancy_ref", Kind.FORMAT, pattern=REF),
    *(
        _check(f"{column}_format", column, Kind.FORMAT, name=name)
        for column, name in (
            ("uprn", "uprn"),
            ("postcode", "postcode"),
            ("ni_no", "nino"),
            ("email", "email"),
            ("phone", "phone"),
        )
    ),
    *(_check(f"{name}_code", name, Kind.CODELIST, list=name) for name in CODES),
    _check("signed_real", "signed", Kind.REAL_DATE),
    _check("person_there", "person_ref", Kind.REFERENCES, table="person"),
    _check("property_there", "property_ref", Kind.REFERENCES, table="property"),
    _check("tenancy_ref_once", "tenancy_ref", Kind.UNIQUE),
    _check("one_current", "property_ref", Kind.UNIQUE, CURRENT, columns=["property_ref"]),
    _check("rent_range", "rent", Kind.RANGE, min=1000, max=100_000),
    _check("bedrooms_range", "bedrooms", Kind.RANGE, min=0, max=12),
    _check("occupants_range", "occupants", Kind.RANGE, min=1, max=20),
    _check("ends_after_start", "end_on", Kind.COMPARE, op="ge", other="start_on"),
    _check("start_not_future", "start_on", Kind.NOT_FUTURE),
    _check("adult_at_start", "born_on", Kind.AGE_AT_LEAST, years=16, at="start_on"),
    _check("born_since_1900", "born_on", Kind.RANGE, min="1900-01-01"),
    _check("contact_fresh", "contacted_on", Kind.FRESH_WITHIN, CURRENT, days=400),
    _check("end_when_ended", "end_on", Kind.REQUIRED_WHEN, ENDED),
    _check("gas_when_gas", "gas_checked_on", Kind.REQUIRED_WHEN, GAS),
    _check("gas_fresh", "gas_checked_on", Kind.FRESH_WITHIN, GAS, days=365),
    _check("not_current_and_ended", "end_on", Kind.RANGE, CURRENT, min={"today": 0}),
)

_POSTCODE = "^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][ABD-HJLNP-UW-Z]{2}$"
_NINO = "^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]?$"
_EMAIL = r"^[^@ \t\n\r\f]+@[^@ \t\n\r\f.]+(\.[^@ \t\n\r\f.]+)+$"
PATTERNS = {
    "tenancy_ref": REF,
    "uprn": "^[1-9][0-9]{0,11}$",
    "postcode": _POSTCODE,
    "ni_no": _NINO,
    "email": _EMAIL,
    "phone": "^0[1235789][0-9]{8,9}$",
}
TODAY = "DATE '2026-11-22'"
AS_SQL = {
    **{f"{name}_required": f"{name} IS NULL" for name in ("property_ref", "person_ref", "start_on")},
    "tenancy_ref_required": "tenancy_ref IS NULL OR trim(tenancy_ref) = ''",
    "property_ref_required": "property_ref IS NULL OR trim(property_ref) = ''",
    "person_ref_required": "person_ref IS NULL OR trim(person_ref) = ''",
    "full_name_required": "full_name IS NULL OR trim(full_name) = ''",
    **{f"{name}_format": f"NOT regexp_matches({name}, '{form}')" for name, form in PATTERNS.items()},
    **{f"{name}_code": f"{name} NOT IN {codes}" for name, codes in CODES.items()},
    "signed_real": "signed IS NOT NULL AND (NOT regexp_matches(signed, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$')"
    " OR TRY_CAST(signed AS DATE) IS NULL)",
    "person_there": "person_ref IS NOT NULL AND person_key IS NULL",
    "property_there": "property_ref IS NOT NULL AND property_key IS NULL",
    "tenancy_ref_once": "tenancy_ref IS NOT NULL AND same_ref > 1",
    "one_current": "status = 'current' AND property_ref IS NOT NULL AND same_home > 1",
    "rent_range": "rent < 1000 OR rent > 100000",
    "bedrooms_range": "bedrooms < 0 OR bedrooms > 12",
    "occupants_range": "occupants < 1 OR occupants > 20",
    "ends_after_start": "end_on < start_on",
    "start_not_future": f"start_on > {TODAY}",
    "adult_at_start": "born_on + INTERVAL 16 YEAR > start_on",
    "born_since_1900": "born_on < DATE '1900-01-01'",
    "contact_fresh": f"status = 'current' AND contacted_on < {TODAY} - 400",
    "end_when_ended": "status = 'ended' AND end_on IS NULL",
    "gas_when_gas": "has_gas AND gas_checked_on IS NULL",
    "gas_fresh": f"has_gas AND gas_checked_on < {TODAY} - 365",
    "not_current_and_ended": f"status = 'current' AND end_on < {TODAY}",
}
"""The fused query's conditions: over the row, the keys of its two joins, the counts of its two windows."""
