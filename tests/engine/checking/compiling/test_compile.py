"""What cannot be compiled is refused when it is published, in words; a plan is text, and knows no day."""

from typing import Any

import pytest

from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.compiling.problems import problems_of
from rooftree.engine.checking.kinds import Check, Kind, When
from rooftree.engine.checking.plan import TODAY, Plan

SHAPES = {
    "home": {
        "uprn": "string",
        "built_on": "date",
        "beds": "int64",
        "has_gas": "boolean",
        "seen_at": "timestamp",
    }
}
CODES = {"kind": ["flat"], "none": []}


def _check(kind: Kind, column: str = "uprn", *when: When, **given: Any) -> Check:
    return Check("r1", given.pop("of", "home"), column, kind, given, when)


REFUSED: list[tuple[Check, str]] = [
    (_check(Kind.REQUIRED, of="castle"), "there is no table castle"),
    (_check(Kind.REQUIRED, "colour"), "home has no column colour"),
    (_check(Kind.REQUIRED_WHEN), "needs a condition"),
    (_check(Kind.CODELIST, list="colours"), "there is no code list colours"),
    (_check(Kind.CODELIST, list="none"), "every row would fail"),
    (_check(Kind.FORMAT, name="postcod"), "there is no format postcod; there are company_number"),
    (_check(Kind.FORMAT, "beds", name="uprn"), "is no text"),
    (_check(Kind.FORMAT, pattern="(?i)x"), "no flags"),
    (_check(Kind.FORMAT, pattern="(x"), "cannot be read"),
    (_check(Kind.RANGE, "beds"), "needs min, max or both"),
    (_check(Kind.RANGE, "beds", min="many"), "'many' is no number"),
    (_check(Kind.RANGE, "beds", min=3, max=1), "no number is both"),
    (_check(Kind.RANGE, "built_on", min="1st April"), "is no day"),
    (_check(Kind.RANGE, min=1), "neither a number nor a day"),
    (_check(Kind.COMPARE, "built_on", op="gt", other="beds"), "cannot be compared"),
    (_check(Kind.COMPARE, "built_on", op="after", other="built_on"), "is none of eq"),
    (_check(Kind.COMPARE, "built_on", op="gt"), "it names no column"),
    (_check(Kind.UNIQUE, columns=["uprn", "colour"]), "home has no column colour"),
    (_check(Kind.UNIQUE, columns="uprn"), "a list is needed"),
    (_check(Kind.REFERENCES), "no table to look in"),
    (_check(Kind.REFERENCES, table="home", column="colour"), "home has no column colour"),
    (_check(Kind.FRESH_WITHIN, "built_on"), "how many days"),
    (_check(Kind.FRESH_WITHIN, "beds", days=1), "beds is no day"),
    (_check(Kind.NOT_FUTURE, "built_on", days_ahead=-1), "no whole number"),
    (_check(Kind.AGE_AT_LEAST, "built_on", at="uprn", years=3), "uprn is no day"),
    (_check(Kind.REAL_DATE, "beds"), "neither a day nor text"),
    (_check(Kind.RECONCILES, form="alike"), "is none of same, present_in"),
    (_check(Kind.RECONCILES, form="present_in"), "a list is needed"),
    (_check(Kind.SET_ASIDE, problem="missing_key"), "name the table set_aside"),
    (_check(Kind.SQL, select="SELECT 1"), "must give source_system and source_key"),
    (_check(Kind.REQUIRED, "uprn", When("colour", "eq", "x")), "when: there is no column colour"),
    (_check(Kind.REQUIRED, "uprn", When("beds", "like", 1)), "when: like is none of"),
    (_check(Kind.REQUIRED, "uprn", When("beds", "eq", "two")), "'two' is no number"),
    (_check(Kind.REQUIRED, "uprn", When("has_gas", "eq", "Y")), "neither true nor false"),
    (_check(Kind.REQUIRED, "uprn", When("uprn", "in", "x")), "needs a list"),
    (_check(Kind.REQUIRED, "uprn", When("uprn", "matches", r"\b")), "same everywhere"),
]


@pytest.mark.parametrize(("check", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_rule_with_a_mistake_is_refused_in_words(check: Check, words: str) -> None:
    assert words in "; ".join(problems_of(check, SHAPES, CODES))
    with pytest.raises(NotCompiled) as refused:
        compile_plan([check], SHAPES, CODES)
    assert refused.value.check_id == "r1"
    assert words in refused.value.words


def test_what_only_the_engine_itself_can_tell_is_refused_too() -> None:
    select = "SELECT source_system, source_key FROM home WHERE beds + built_on = uprn"
    assert problems_of(_check(Kind.SQL, select=select), SHAPES, CODES) == []
    with pytest.raises(NotCompiled, match="r1"):
        compile_plan([_check(Kind.SQL, select=select)], SHAPES, CODES)


def test_two_rules_of_one_id_are_refused() -> None:
    with pytest.raises(NotCompiled, match="the same id"):
        compile_plan([_check(Kind.REQUIRED)] * 2, SHAPES, CODES)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_a_plan_is_the_same_out_of_its_json_and_no_day_is_baked_in(dialect: str) -> None:
    checks = [
        Check("fresh", "home", "built_on", Kind.FRESH_WITHIN, {"days": 3}),
        Check("once", "home", "uprn", Kind.UNIQUE, when=(When("built_on", "le", {"today": 0}),)),
    ]
    plan = compile_plan(checks, SHAPES, CODES, dialect=dialect)
    assert Plan.from_json(plan.to_json()) == plan
    assert all(TODAY in plan.keys(check.id) for check in checks)


def test_values_are_data_and_never_sql() -> None:
    nasty = "x'); DROP TABLE home; --"
    when = (When("uprn", "eq", nasty),)
    checks = [_check(Kind.CODELIST, codes=[nasty]), Check("r2", "home", "uprn", Kind.REQUIRED, when=when)]
    plan = compile_plan(checks, SHAPES, CODES)
    assert plan.rows[0].fails.count("''") == 1
    assert plan.rows[1].asked.count("''") == 1
