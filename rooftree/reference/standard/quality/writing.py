"""A contract as other tools want it: every rule also as SQL that counts what fails, which must be none.

`exported` gives a document of the Open Data Contract Standard 3.1; `text` writes it as YAML.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from rooftree.engine.checking.plan import TODAY, Plan, SetRule
from rooftree.engine.checking.shapes import LINKS, SET_ASIDE
from rooftree.reference.standard.quality.reading import ENGINE, OPTIONAL, OWN
from rooftree.reference.standard.quality.rules import Rule, Standard

OF_OURS = {LINKS, SET_ASIDE}
"""Tables that only a run of ours has: no other tool can be given rules about them."""
SERVER = {"server": "extracts", "type": "local", "format": "parquet"}
CARRIED = ("source_system", "source_key", "source_file", "_problems")
"""What every row carries beside the columns of its contract, and rules may speak of."""
PLACE = re.compile(r'(?:"\w+"\.)?"file_", (?:"\w+"\.)?"row_", ')
"""Where a row stands in its file: a run of ours asks for it, another tool cannot."""


def exported(table: str, *, documents: Mapping[str, Any], plan: Plan, path: str = "") -> dict[str, Any]:
    """The table's contract with each active rule as SQL beside it, and the tables those look at.

    `path` says where the Parquet files are, with {model} where a table's name goes.
    """
    made = copy.deepcopy(dict(documents[f"contracts/{table}"]))
    if path:
        made["servers"] = [SERVER | {"path": path}]
    for holder in _holders(made):
        if "quality" in holder:
            holder["quality"] = [each for rule in holder["quality"] for each in _with_sql(rule, plan)]
    read = {name for rule in plan.sets if rule.table == table for name in rule.reads} - OF_OURS - {table}
    made["schema"] += [_bare(documents[f"contracts/{name}"]["schema"][0]) for name in sorted(read)]
    for each in made["schema"]:
        each["properties"] = [*each["properties"], *map(_carried, CARRIED)]
    return made


def _carried(name: str) -> dict[str, Any]:
    return {"name": name, "logicalType": "string", "physicalType": "string", "classification": "operational"}


def _bare(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table that rules look at: its columns, without rules of its own."""
    wanted = ("name", "logicalType", "physicalType")
    columns = [{word: each[word] for word in wanted} for each in table["properties"]]
    return {"name": table["name"], "logicalType": "object", "physicalType": "parquet", "properties": columns}


def of_standard(standard: Standard, documents: Mapping[str, Mapping[str, Any]], plan: Plan) -> dict[str, str]:
    """Every contract of a standard as YAML, by file name, with its version."""
    found = {}
    for table in standard.contracts:
        document = exported(table, documents=documents, plan=plan)
        document["version"] = f"1.{standard.number}.0"
        found[f"{table}.yaml"] = text(document)
    return found


def text(document: Mapping[str, Any]) -> str:
    """The document as YAML, in the order it is in."""
    dumped: str = yaml.safe_dump(dict(document), sort_keys=False, allow_unicode=True, width=116)
    return dumped


def entry(rule: Rule) -> dict[str, Any]:
    """A rule as it stands in the quality list of its contract; what is usual is left unsaid."""
    check = rule.check
    when = [
        {"column": one.column, "op": one.op} | ({} if one.value is None else {"value": one.value})
        for one in check.when
    ]
    parts = {"given": dict(check.given), "when": when, "systems": list(check.systems)}
    own = {word: getattr(rule, field) for word, field in (OWN | OPTIONAL).items()}
    own["active"] = "" if rule.active else False
    return {
        "name": rule.id,
        "description": rule.title,
        "type": "custom",
        "engine": ENGINE,
        "dimension": rule.dimension.value,
        "severity": rule.severity.value,
        "businessImpact": rule.reason,
        "implementation": {"kind": check.kind.value} | {word: said for word, said in parts.items() if said},
        "customProperties": [
            {"property": word, "value": value} for word, value in own.items() if value != ""
        ],
    }


def _holders(document: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    tables = document.get("schema") or []
    return [holder for table in tables for holder in (table, *(table.get("properties") or []))]


def _with_sql(rule: Mapping[str, Any], plan: Plan) -> list[dict[str, Any]]:
    query = counting(rule.get("name", ""), plan) if rule.get("engine") == ENGINE else ""
    if not query:
        return [dict(rule)]
    said = ("description", "dimension", "severity", "businessImpact")
    also = {"name": f"{rule['name']}.sql", **{word: rule[word] for word in said if word in rule}}
    return [dict(rule), {**also, "type": "sql", "query": query, "mustBe": 0}]


def counting(rule_id: str, plan: Plan) -> str:
    """How many rows fail the rule, as SQL for the plan's dialect; "" when only a run of ours can tell."""
    rule = next((each for each in plan.rules() if each.id == rule_id), None)
    if rule is None or OF_OURS & {rule.table, *getattr(rule, "reads", ())}:
        return ""
    failing = PLACE.sub("", rule.query) if isinstance(rule, SetRule) else plan.keys(rule_id)
    counted = f"SELECT COUNT(*) FROM ({failing}) AS failing"  # noqa: S608 (our own SQL, for others to run)
    return counted.replace(f"'{TODAY}'", "CURRENT_DATE")
