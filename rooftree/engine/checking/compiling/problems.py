"""Why a check cannot be, in words for a data steward: asked before a standard is published."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from rooftree.engine.checking.compiling import steward
from rooftree.engine.checking.compiling.values import is_today, literal
from rooftree.engine.checking.kinds import COMPARISONS, OPERATORS, Check, Kind, When
from rooftree.engine.checking.patterns import FORMATS, NotPortableError, portable
from rooftree.engine.checking.shapes import PROBLEMS, SET_ASIDE, Family, Shape, Shapes, family, whole

Codes = Mapping[str, Collection[str]]
SET_ASIDE_PROBLEMS = ("missing_key", "duplicate_key")
FORMS = ("same", "present_in")


@dataclass(frozen=True, slots=True)
class Case:
    """A check, with all that it may speak of."""

    check: Check
    shapes: Shapes
    codes: Codes

    @property
    def shape(self) -> Shape:
        """The columns of the check's own table."""
        return self.shapes[self.check.table]


def problems_of(check: Check, shapes: Shapes, codes: Codes) -> list[str]:
    """All that keeps the check from being compiled; nothing when it can be."""
    return _problems(check, whole(shapes), codes)


def _problems(check: Check, shapes: Shapes, codes: Codes) -> list[str]:
    if check.kind is Kind.SET_ASIDE and check.table != SET_ASIDE:
        return [f"rows set aside are in no table: name the table {SET_ASIDE}"]
    if check.table not in shapes:
        return [f"there is no table {check.table}"]
    shape = shapes[check.table]
    found = list(_of_column(check, shape))
    found += [says for when in check.when for says in _of_when(when, shape)]
    return found or list(dict.fromkeys(KINDS[check.kind](Case(check, shapes, codes))))


def _of_column(check: Check, shape: Shape) -> Iterator[str]:
    free = check.kind in (Kind.SQL, Kind.SET_ASIDE, Kind.UNIQUE) or check.given.get("form") == "present_in"
    if check.column not in shape and not (free and not check.column):
        yield _no_column(check.table, check.column)
    elif check.column == PROBLEMS:
        yield "what standardising marks is no column that can be checked"
    if not check.id:
        yield "it has no id"


def _no_column(table: str, column: object) -> str:
    return f"{table} has no column {column}" if column else "it names no column"


def _of_when(when: When, shape: Shape) -> Iterator[str]:
    if when.column not in shape:
        yield f"when: there is no column {when.column}"
        return
    if when.op not in OPERATORS:
        yield f"when: {when.op} is none of {', '.join(OPERATORS)}"
        return
    kind = family(shape[when.column])
    if when.op == "matches":
        if kind is not Family.TEXT:
            yield f"when: {when.column} holds {kind}, and only text has a pattern"
        yield from (f"when: {says}" for says in _of_pattern(when.value))
    elif when.op in ("in", "not_in"):
        values = when.value if isinstance(when.value, list | tuple | set | frozenset) else None
        if not values:
            yield f"when: {when.op} needs a list of values"
        for value in values or ():
            yield from (f"when: {when.column}: {says}" for says in _of_literal(value, kind))
    elif when.op not in ("null", "not_null"):
        yield from (f"when: {when.column}: {says}" for says in _of_literal(when.value, kind))


def _of_literal(value: object, kind: Family) -> Iterator[str]:
    try:
        literal(value, kind)
    except ValueError as wrong:
        yield str(wrong)


def _of_pattern(pattern: object) -> Iterator[str]:
    if not isinstance(pattern, str) or not pattern:
        yield "it needs a pattern"
        return
    try:
        made = portable(pattern)
        duckdb.execute("SELECT regexp_matches('', ?)", [made]).fetchall()
    except (NotPortableError, duckdb.Error) as wrong:
        yield f"the pattern {pattern}: {str(wrong).splitlines()[0]}"


def _nothing(_: Case) -> Iterator[str]:
    yield from ()


def _required_when(case: Case) -> Iterator[str]:
    if not case.check.when:
        yield "required_when needs a condition: say when, or use required"


def _codelist(case: Case) -> Iterator[str]:
    name, own = case.check.given.get("list"), case.check.given.get("codes")
    if own is None and name not in case.codes:
        yield f"there is no code list {name}" if name else "it names no code list"
    elif not (own if own is not None else case.codes[str(name)]):
        yield "its code list is empty: every row would fail"


def _format(case: Case) -> Iterator[str]:
    if family(case.shape[case.check.column]) is not Family.TEXT:
        yield f"{case.check.column} is no text, so it has no format: use range or real_date"
    elif "pattern" in case.check.given:
        yield from _of_pattern(case.check.given["pattern"])
    elif case.check.given.get("name") not in FORMATS:
        yield f"there is no format {case.check.given.get('name')}; there are {', '.join(sorted(FORMATS))}"


def _range(case: Case) -> Iterator[str]:
    kind = family(case.shape[case.check.column])
    bounds = {name: case.check.given[name] for name in ("min", "max") if name in case.check.given}
    if not bounds:
        yield "a range needs min, max or both"
    if kind in (Family.TEXT, Family.FLAG):
        yield f"{case.check.column} is neither a number nor a day, so it has no range"
        return
    for name, value in bounds.items():
        yield from (f"{name}: {says}" for says in _of_literal(value, kind))
    both = list(bounds.values())
    if len(both) == 2 and all(isinstance(each, int | float) for each in both) and both[0] > both[1]:
        yield f"no number is both {both[0]} or more and {both[1]} or less"


def _compare(case: Case) -> Iterator[str]:
    shape, given = case.shape, case.check.given
    if given.get("op") not in COMPARISONS:
        yield f"op: {given.get('op')} is none of {', '.join(COMPARISONS)}"
    other = given.get("other")
    if other not in shape:
        yield _no_column(case.check.table, other)
        return
    kinds = family(shape[case.check.column]), family(shape[str(other)])
    if kinds[0] is not kinds[1]:
        yield f"{case.check.column} is {kinds[0]} and {other} is {kinds[1]}: they cannot be compared"
    for name in ("plus_days", "plus_years"):
        if name in given:
            yield from _whole(given[name], name, negative=True)
            if kinds[1] is not Family.DAY:
                yield f"{name}: {other} is no day"


def _whole(value: object, name: str, *, negative: bool = False) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or (value < 0 and not negative):
        yield f"{name}: {value!r} is no whole number"


def _day_column(check: Check, column: object, shape: Shape) -> Iterator[str]:
    if column not in shape:
        yield _no_column(check.table, column)
    elif family(shape[str(column)]) is not Family.DAY:
        yield f"{column} is no day"


def _fresh_within(case: Case) -> Iterator[str]:
    yield from _day_column(case.check, case.check.column, case.shape)
    said = [name for name in ("days", "months") if name in case.check.given]
    if len(said) != 1:
        yield "say within how many days, or how many months"
    for name in said:
        yield from _whole(case.check.given[name], name)


def _not_future(case: Case) -> Iterator[str]:
    yield from _day_column(case.check, case.check.column, case.shape)
    yield from _whole(case.check.given.get("days_ahead", 0), "days_ahead")


def _age_at_least(case: Case) -> Iterator[str]:
    yield from _day_column(case.check, case.check.column, case.shape)
    yield from _whole(case.check.given.get("years"), "years")
    at = case.check.given.get("at", "today")
    if not is_today(at):
        yield from _day_column(case.check, at, case.shape)


def _real_date(case: Case) -> Iterator[str]:
    if family(case.shape[case.check.column]) not in (Family.TEXT, Family.DAY):
        yield f"{case.check.column} is neither a day nor text"


def _unique(case: Case) -> Iterator[str]:
    columns = case.check.given.get("columns") or [case.check.column]
    if isinstance(columns, str):
        yield "columns: a list is needed"
        return
    yield from (_no_column(case.check.table, name) for name in columns if name not in case.shape)


def _references(case: Case) -> Iterator[str]:
    table, column = case.check.given.get("table"), case.check.given.get("column", "source_key")
    if table not in case.shapes:
        yield f"there is no table {table}" if table else "it names no table to look in"
    elif column not in case.shapes[str(table)]:
        yield _no_column(str(table), column)


def _reconciles(case: Case) -> Iterator[str]:
    form, systems = case.check.given.get("form"), case.check.given.get("systems")
    if form not in FORMS:
        yield f"form: {form} is none of {', '.join(FORMS)}"
    if isinstance(systems, str) or (form == "present_in" and not systems):
        yield "systems: a list is needed"
    column = case.check.given.get("column") or case.check.column
    if form == "same" and column not in case.shape:
        yield _no_column(case.check.table, column)


def _sql(case: Case) -> Iterator[str]:
    try:
        steward.lint(str(case.check.given.get("select", "")), case.shapes)
    except steward.UnsafeError as wrong:
        yield str(wrong)


def _set_aside(case: Case) -> Iterator[str]:
    if case.check.given.get("problem") not in SET_ASIDE_PROBLEMS:
        yield f"problem: {case.check.given.get('problem')} is none of {', '.join(SET_ASIDE_PROBLEMS)}"


KINDS: Mapping[Kind, Callable[[Case], Iterator[str]]] = {
    Kind.REQUIRED: _nothing,
    Kind.REQUIRED_WHEN: _required_when,
    Kind.CODELIST: _codelist,
    Kind.FORMAT: _format,
    Kind.RANGE: _range,
    Kind.COMPARE: _compare,
    Kind.UNIQUE: _unique,
    Kind.REFERENCES: _references,
    Kind.FRESH_WITHIN: _fresh_within,
    Kind.NOT_FUTURE: _not_future,
    Kind.AGE_AT_LEAST: _age_at_least,
    Kind.REAL_DATE: _real_date,
    Kind.RECONCILES: _reconciles,
    Kind.SQL: _sql,
    Kind.SET_ASIDE: _set_aside,
}
