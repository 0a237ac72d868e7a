"""Which pairs are looked at at all: those that share enough to be worth it.

A pair is looked at by one model only: within a home by the one, anywhere else by the other.
"""

from splink import block_on
from splink.blocking_rule_library import CustomRule
from splink.internals.blocking_rule_creator import BlockingRuleCreator

from rooftree.records.matching.linkage.weighing.comparing import Model

Rule = BlockingRuleCreator

ELSEWHERE = "(l.home <> r.home or l.home is null or r.home is null)"


def _elsewhere(*columns: str) -> Rule:
    """Pairs that agree on these and are not known to be at one home."""
    same = (f"{_of('l', column)} = {_of('r', column)}" for column in columns)
    return CustomRule(" and ".join((*same, ELSEWHERE)))


def _of(side: str, column: str) -> str:
    """The column, or the first so many letters of it (`surname:3`)."""
    name, _, letters = column.partition(":")
    return f"substr({side}.{name}, 1, {letters})" if letters else f"{side}.{name}"


RULES: dict[Model, tuple[Rule, ...]] = {
    Model.WITHIN: (block_on("home"),),
    Model.ACROSS: (
        _elsewhere("surname", "dob"),
        _elsewhere("first_name", "dob"),
        _elsewhere("nino"),
        _elsewhere("phone"),
        _elsewhere("email"),
        _elsewhere("postcode", "surname"),
        _elsewhere("postcode", "first_name"),
        _elsewhere("postcode", "dob"),
        _elsewhere("surname:3", "first_name:3", "dob:4"),
        CustomRule(
            f"l.first_name = r.surname and l.surname = r.first_name and l.dob = r.dob and {ELSEWHERE}"
        ),
        _elsewhere("first_name", "surname", "postcode:3"),
    ),
}

BY_CHANCE = _elsewhere("lot")
"""Rows of one lot were thrown together by chance: what they share, strangers share."""

CERTAIN: tuple[Rule, ...] = (
    _elsewhere("nino", "first_name:1"),
    _elsewhere("first_name", "surname", "dob"),
    _elsewhere("email", "first_name"),
)
"""Pairs that are nearly all one person, to tell how common such pairs are."""

PASSES: dict[str, tuple[Rule, tuple[str, ...]]] = {
    "nino": (_elsewhere("nino"), ("nino",)),
    "name and birth": (_elsewhere("first_name", "surname", "dob"), ("first_name", "surname", "dob")),
    "telephone and birth": (_elsewhere("phone", "dob"), ("contact", "dob")),
    "email and birth": (_elsewhere("email", "dob"), ("email", "dob")),
    "telephone and first name": (_elsewhere("phone", "first_name"), ("contact", "first_name")),
}
"""Each pass of training across homes: the pairs it looks at, and the comparisons that this choice answers
beforehand, which it therefore cannot learn."""

OF_A_PAIR = block_on("pair")
"""Rows that were put side by side to be explained."""
