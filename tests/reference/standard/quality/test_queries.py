"""The standard as it ships: enough rules, of every side of quality, for every table, in words for people."""

from __future__ import annotations

import datetime
import re
from collections import Counter

from rooftree.engine.checking.compiling.problems import problems_of
from rooftree.engine.checking.kinds import Kind
from rooftree.reference.register.queries import register, systems
from rooftree.reference.standard.quality import judging, queries
from rooftree.reference.standard.quality.rules import Dimension, Severity
from rooftree.reference.standard.queries import contract_document, contracts

OURS = "rooftree"


def test_every_table_and_every_side_of_quality_has_rules() -> None:
    rules = queries.shipped().rules.values()
    assert len(rules) >= 150
    assert {rule.id.partition(".")[0] for rule in rules} == set(contracts())
    assert set(Counter(rule.dimension for rule in rules)) == set(Dimension)
    assert {rule.check.kind for rule in rules} == set(Kind)


def test_every_rule_compiles() -> None:
    codes = {name: list(each.codes) for name, each in queries.shipped().code_lists.items()}
    shapes = judging.shapes()
    wrong = {
        rule.id: found
        for rule in queries.shipped().rules.values()
        if (found := problems_of(rule.check, shapes, codes))
    }
    assert wrong == {}


def test_every_rule_says_why_it_matters_and_what_to_do() -> None:
    known = {system.name for system in systems()} | {OURS, ""}
    for rule in queries.shipped().rules.values():
        assert len(rule.title) > 15, rule.id
        assert rule.reason.endswith("."), rule.id
        assert rule.mend.endswith("."), rule.id
        assert rule.mend_in in known, rule.id
        assert set(rule.check.systems) <= known, rule.id


def test_a_bound_from_law_or_a_return_names_its_source() -> None:
    bare = [
        rule.id
        for rule in queries.shipped().rules.values()
        if rule.check.kind is Kind.FRESH_WITHIN and not rule.source
    ]
    assert bare == []
    rents = [rule for rule in queries.shipped().rules.values() if rule.id.startswith("rent_charge.amount")]
    assert sum("CORE rent range data 2026" in rule.source for rule in rents) == 5


def test_owners_are_roles_of_the_register() -> None:
    held = register()
    roles = {each.owner for each in held.assets.values()} | {each.steward for each in held.assets.values()}
    assert {rule.owner for rule in queries.shipped().rules.values()} - {""} <= roles


def test_every_contract_names_its_people_and_every_column_its_meaning() -> None:
    for table in contracts():
        said = contract_document(table)
        assert {each["role"] for each in said["team"]["members"]} == {"owner", "data steward"}, table
        for column in said["schema"][0]["properties"]:
            words = column["description"]
            assert re.fullmatch(r"[A-Z].{9,}[^.]", words), f"{table}.{column['name']}: {words}"


def test_a_severity_says_within_how_many_days() -> None:
    terms = queries.severities()
    assert set(terms) == set(Severity)
    assert terms[Severity.CRITICAL].due_days < terms[Severity.MAJOR].due_days < terms[Severity.MINOR].due_days
    assert terms[Severity.CRITICAL].due_on(datetime.date(2026, 11, 20)) == datetime.date(2026, 11, 25)


def test_the_digest_names_the_whole() -> None:
    documents = queries.shipped_documents()
    before = queries.digest(documents)
    assert before == queries.shipped().digest
    documents["contracts/unit"]["version"] = "9.0.0"
    assert queries.digest(documents) != before
