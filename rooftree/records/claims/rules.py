"""Which facts of an entity are compared between systems, and when two of them disagree."""

from enum import StrEnum


class Compare(StrEnum):
    """How two systems' values of a fact are held beside each other."""

    TEXT = "letters and digits, whatever the case"
    NUMBER = "as numbers"
    DAY = "the same day or the next"
    ADDRESS = "numbers and the first name in the line"


COMPARED: dict[str, dict[str, Compare]] = {
    "unit": {
        "status": Compare.TEXT,
        "kind": Compare.TEXT,
        "bedrooms": Compare.NUMBER,
        "uprn": Compare.TEXT,
        "postcode": Compare.TEXT,
        "address_line": Compare.ADDRESS,
        "built_year": Compare.NUMBER,
    },
    "person": {
        "given_name": Compare.TEXT,
        "family_name": Compare.TEXT,
        "date_of_birth": Compare.TEXT,
        "ni_no_masked": Compare.TEXT,
    },
    "property": {
        "uprn": Compare.TEXT,
        "postcode": Compare.TEXT,
        "built_year": Compare.NUMBER,
        "storeys": Compare.NUMBER,
    },
    "work_order": {
        "completed_at": Compare.DAY,
        "status": Compare.TEXT,
        "priority": Compare.TEXT,
    },
}
"""The disputes of design: stock facts, who a person is, and when a repair was done (repairs differ only when
more than a day apart). Everything else of an entity comes from one system by nature."""

SAYS_LITTLE: dict[str, dict[str, tuple[str, ...]]] = {
    "unit": {"kind": ("dwelling",), "status": ("in_use",)},
    "property": {"status": ("in_use",)},
}
"""Words that agree with every more exact one: a dwelling may be a flat, a home in use empty."""
