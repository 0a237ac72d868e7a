"""What was found of a home, in words."""

from collections.abc import Collection, Iterable, Mapping

from rooftree.desk.freshness import title_of
from rooftree.records.stock.rules import LISTED, OWNERSHIP, Decided, Finding, concern
from rooftree.reference.register.queries import stock_scope
from rooftree.reference.standard.queries import label
from rooftree.web.components import words
from rooftree.web.staff.showing.labels import label as fact_label

CODE_LISTS = {"status": "unit_status", "tenure": "tenure", "kind": "unit_kind", "ownership": "ownership"}
FACTS = {"status": "State", "kind": "Kind"}


def fact(name: str) -> str:
    """What a fact is called: "Bedrooms"."""
    return FACTS.get(name) or fact_label("unit", name)


def found(code: str) -> str:
    """What a concern says: "Not in Oneserve", "Bedrooms differ"."""
    one = concern(code)
    if one is None:
        return code
    if one.finding is Finding.MISSING:
        return f"Not in {title_of(one.about)}"
    verb = "differ" if one.about == "bedrooms" else "differs"
    return f"{fact(one.about)} {verb}"


def value(name: str, said: object) -> str | None:
    """One system's value of a fact, as it reads: codes in words, "In its list" where it says no more."""
    if said is None or said == "":
        return None
    text = str(said)
    if text == LISTED:
        return "In its list"
    if text.startswith(OWNERSHIP):
        return f"Owned by: {label('ownership', text.removeprefix(OWNERSHIP)).lower()}"
    return label(CODE_LISTS[name], text) if name in CODE_LISTS else text


def said(code: str, facts: Mapping[str, str]) -> str:
    """What each system said when it was looked at, in the register's order: "NEC: 2, Keystone: 1"."""
    one = concern(code)
    name = "status" if one is None or one.finding is Finding.MISSING else one.about
    order = [*(system for system in stock_scope().lists if system in facts), *facts]
    return ", ".join(f"{title_of(system)}: {value(name, facts[system])}" for system in dict.fromkeys(order))


def decision(code: str) -> str:
    """A decision: "Not ours"."""
    return Decided(code).words if code in set(Decided) else code


def systems(names: Collection[str], order: Iterable[str]) -> str:
    """Systems by name, in the register's order: "NEC, Keystone"."""
    return ", ".join(title_of(name) for name in order if name in names) or "No list"


def homes(count: int) -> str:
    """ "One home", "12 homes", to begin a sentence with."""
    return words.listed([words.counted(count, "home", "homes")])
