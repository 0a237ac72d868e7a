"""Which pairs are looked at at all: those that share enough to be worth it.

A pair is looked at by one model only: within a home by the one, anywhere else by the other.
"""

import ibis
from splink import block_on
from splink.blocking_rule_library import CustomRule
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from rooftree.engine.tables import Column, Table
from rooftree.records.matching.linkage.weighing.comparing import Model

Rule = BlockingRuleCreator

ELSEWHERE = "(l.home <> r.home or l.home is null or r.home is null)"


ONE_IS_NEW = "(l.is_new or r.is_new)"
TOLD_BY = " or ".join(
    [f"(l.{name} is not null and r.{name} is not null)" for name in ("first_name", "dob", "nino")]
    + [f"l.{name} = r.{name}" for name in ("phone", "email")]
)
"""What tells housemates apart: where none of it can be compared, a home and a surname prove nothing."""


KEYS: dict[Model, tuple[tuple[str, ...], ...]] = {
    Model.WITHIN: (("home",),),
    Model.ACROSS: (
        ("surname", "dob"),
        ("first_name", "dob"),
        ("nino",),
        ("phone",),
        ("email",),
        ("postcode", "surname"),
        ("postcode", "first_name"),
        ("postcode", "dob"),
        ("surname:3", "first_name:3", "dob:4"),
        ("first_name=surname", "surname=first_name", "dob"),
        ("first_name", "surname", "postcode:3"),
    ),
}
"""What two rows must share to be looked at, any one of these: columns, the first letters of a column
(`surname:3`), or one column of the one and another of the other (`first_name=surname`)."""


def rules(model: Model, *, only_new: bool = False) -> list[Rule]:
    """The pairs that the model looks at; or only those with a row that is new (`is_new`)."""
    return [CustomRule(each) for each in conditions(model, only_new=only_new)]


def conditions(model: Model, *, only_new: bool = False) -> list[str]:
    """The same as conditions on two rows, l and r."""
    within = model is Model.WITHIN
    told = [f"{_same(*key)} and ({TOLD_BY})" if within else _elsewhere(*key) for key in KEYS[model]]
    return [f"{each} and {ONE_IS_NEW}" if only_new else each for each in told]


def beside(rows: Table, new: Table, model: Model) -> Table:
    """Those of `rows` that the model would look at together with any of `new`, the new among them."""
    found = [new.select("row")]
    for key in KEYS[model]:
        sides = (_sides(each) for each in key)
        shared = [_value(rows, left) == _value(new, right) for left, right in sides]
        found.append(rows.semi_join(new, shared).select("row"))
    return rows.semi_join(ibis.union(*found, distinct=True), "row")


def _elsewhere(*columns: str) -> str:
    """Pairs that agree on these and are not known to be at one home."""
    return f"{_same(*columns)} and {ELSEWHERE}"


def _same(*columns: str) -> str:
    sides = (_sides(column) for column in columns)
    return " and ".join(f"{_of('l', left)} = {_of('r', right)}" for left, right in sides)


def _sides(column: str) -> tuple[str, str]:
    left, _, right = column.partition("=")
    return left, right or left


def _of(side: str, column: str) -> str:
    name, _, letters = column.partition(":")
    return f"substr({side}.{name}, 1, {letters})" if letters else f"{side}.{name}"


def _value(table: Table, column: str) -> Column:
    name, _, letters = column.partition(":")
    return table[name].substr(0, int(letters)) if letters else table[name]


BY_CHANCE = CustomRule(_elsewhere("lot"))
"""Rows of one lot were thrown together by chance: what they share, strangers share."""

CERTAIN: tuple[Rule, ...] = (
    CustomRule(_elsewhere("nino", "first_name:1")),
    CustomRule(_elsewhere("first_name", "surname", "dob")),
    CustomRule(_elsewhere("email", "first_name")),
)
"""Pairs that are nearly all one person, to tell how common such pairs are."""

PASSES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "nino": (CustomRule(_elsewhere("nino")), ("nino",)),
    "name and birth": (
        CustomRule(_elsewhere("first_name", "surname", "dob")),
        ("first_name", "surname", "dob"),
    ),
    "telephone and birth": (CustomRule(_elsewhere("phone", "dob")), ("contact", "dob")),
    "email and birth": (CustomRule(_elsewhere("email", "dob")), ("email", "dob")),
    "telephone and first name": (CustomRule(_elsewhere("phone", "first_name")), ("contact", "first_name")),
}
"""Each pass of training across homes: the pairs it looks at, and the comparisons that this choice answers
beforehand, which it therefore cannot learn."""

OF_A_PAIR = block_on("pair")
"""Rows that were put side by side to be explained."""
