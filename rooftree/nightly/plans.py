"""The rules in force compiled, each kept by what it asks: a new version compiles only what is new in it."""

import contextlib
import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date
from functools import cache
from pathlib import Path

from rooftree.engine.checking import compiling
from rooftree.engine.checking.compiling.compile import NotCompiled, compile_plan
from rooftree.engine.checking.kinds import Check
from rooftree.engine.checking.plan import Plan, RowRule, SetRule
from rooftree.reference.standard.quality.rules import Standard
from rooftree.reference.standard.rules import parquet_types

Shapes = Mapping[str, Mapping[str, str]]
Codes = Mapping[str, Collection[str]]
DIALECT = "duckdb"


def plan_of(standard: Standard, folder: Path, *, today: date) -> Plan:
    """The standard's plan. Rules compiled before, of the same tables and codes, are taken from `folder`.

    A rule that cannot be compiled is left out, so that it costs the others nothing: the check tells of it.
    """
    codes = {name: each.standing_on(today) for name, each in standard.code_lists.items()}
    shapes = {table: parquet_types(contract) for table, contract in standard.contracts.items()}
    path = folder / f"rules-{_maker(shapes)}.json"
    kept = _kept(path)
    asked = {_asks(rule.check, codes): rule.check for rule in standard.active}
    missing = {asks: check for asks, check in asked.items() if asks not in kept}
    made = _made(list(missing.values()), shapes, codes)
    found = {asks: made.get(check.id) or kept.get(asks) for asks, check in asked.items()}
    if made:
        _keep(path, {asks: rule for asks, rule in found.items() if rule})
    return _plan(rule for rule in found.values() if rule)


def _plan(rules: Iterable[RowRule | SetRule]) -> Plan:
    held = list(rules)
    rows = tuple(rule for rule in held if isinstance(rule, RowRule))
    return Plan(DIALECT, rows, tuple(rule for rule in held if isinstance(rule, SetRule)))


def _made(checks: list[Check], shapes: Shapes, codes: Codes) -> dict[str, RowRule | SetRule]:
    """These compiled, by their ids, without those that cannot be."""
    while checks:
        try:
            return {rule.id: rule for rule in compile_plan(checks, shapes, codes, dialect=DIALECT).rules()}
        except NotCompiled as no:
            checks = [check for check in checks if check.id != no.check_id]
    return {}


def _asks(check: Check, codes: Codes) -> str:
    """A digest of all that a rule asks: its own words, and the codes of the list that it names."""
    standing = sorted(codes.get(str(check.given.get("list")), ()))
    text = json.dumps([asdict(check), standing], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _kept(path: Path) -> dict[str, RowRule | SetRule]:
    """What was compiled before, by what it asks; nothing of a file that was written by half."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(path.read_text(encoding="utf-8"))
        plan = Plan.from_json(json.dumps(said["plan"]))
        rules = {rule.id: rule for rule in plan.rules()}
        return {asks: rules[name] for asks, name in said["asks"].items()}
    return {}


def _keep(path: Path, found: Mapping[str, RowRule | SetRule]) -> None:
    """Written beside and put in its place at once; what other code or tables made is of no use by now."""
    asks = {asked: rule.id for asked, rule in found.items()}
    said = {"asks": asks, "plan": asdict(_plan(found.values()))}
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in path.parent.glob("*.json"):
        if old != path:
            old.unlink(missing_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    part.replace(path)


def _maker(shapes: Shapes) -> str:
    """A digest of the code that makes plans, and of the tables that they are made for."""
    shape = json.dumps(shapes, sort_keys=True)
    return hashlib.sha256(f"{_code()}{shape}".encode()).hexdigest()[:12]


@cache
def _code() -> str:
    files = sorted(Path(compiling.__file__).parent.parent.rglob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
