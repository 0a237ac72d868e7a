"""What was found of a home, in words: "Not in Oneserve", "Bedrooms differ"."""

from rooftree.records.stock.rules import Finding, concern
from rooftree.reference.register.rules import called
from rooftree.reference.standard.queries import contracts

FACTS = {"status": "State", "kind": "Kind", "uprn": "UPRN", "address_line": "Address"}
"""What a fact is called, where its contract's title is not what people say."""


def fact(name: str) -> str:
    """What a fact is called: "Bedrooms"."""
    column = contracts()["unit"].column(name)
    return FACTS.get(name) or (column.title if column else name.replace("_", " ").capitalize())


def found(code: str) -> str:
    """What a concern says: "Not in Oneserve", "Bedrooms differ"."""
    one = concern(code)
    if one is None:
        return code
    if one.finding is Finding.MISSING:
        return f"Not in {called(one.about)}"
    verb = "differ" if one.about == "bedrooms" else "differs"
    return f"{fact(one.about)} {verb}"
