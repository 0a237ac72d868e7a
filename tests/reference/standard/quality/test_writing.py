"""An exported contract: valid to the open standard, runs elsewhere with the same answer, and reads back."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from open_data_contract_standard.model import OpenDataContractStandard

from rooftree.engine.checking.plan import Plan
from rooftree.reference.standard.quality import judging, queries, writing
from rooftree.reference.standard.quality.foreign import bring_in
from rooftree.reference.standard.quality.reading import read
from rooftree.reference.standard.queries import contracts


@pytest.fixture(scope="module")
def plan() -> Plan:
    return judging.compiled(queries.shipped())


@pytest.fixture(scope="module")
def documents() -> dict[str, dict[str, Any]]:
    """The contracts and code lists as they ship, which nobody here changes."""
    return queries.shipped_documents()


def columns(table: str) -> list[str]:
    return [column.name for column in contracts()[table].columns]


def test_every_contract_exports_and_reads_back_with_the_same_rules(plan: Plan) -> None:
    shipped, documents = queries.shipped(), queries.shipped_documents()
    written = writing.of_standard(shipped, documents, plan)
    assert len(written) == len(contracts())
    tables = {table: columns(table) for table in contracts()}
    for file, text in written.items():
        said = yaml.safe_load(text)
        OpenDataContractStandard.model_validate(said)
        brought = bring_in(said, file, tables=tables)
        own = {rule.id: rule for rule in brought.rules}
        assert own == read(documents[f"contracts/{file.removesuffix('.yaml')}"], file).rules
        assert (brought.faults, brought.left_out) == ((), ())


def test_each_rule_stands_as_sql_too_unless_only_our_run_can_tell(plan: Plan) -> None:
    said = writing.exported("unit", documents=queries.shipped_documents(), plan=plan, path="x/{model}/*")
    assert said["servers"][0]["path"] == "x/{model}/*"
    found = [each for column in said["schema"][0]["properties"] for each in column.get("quality", [])]
    as_sql = {each["name"].removesuffix(".sql"): each for each in found if each["type"] == "sql"}
    typed = {each["name"] for each in found if each["type"] == "custom"}
    assert all(each["mustBe"] == 0 and "row_" not in each["query"] for each in as_sql.values())
    only_ours = {"unit.bedrooms.agrees", "unit.in_assets.present"}
    assert only_ours <= typed - set(as_sql)
    assert {"unit.uprn.unique", "unit.uprn.not_of_the_block", "unit.bedrooms.range"} <= set(as_sql)
    assert {table["name"] for table in said["schema"]} >= {"unit", "property", "tenancy_unit"}


@pytest.mark.parametrize(
    ("rule", "fails"),
    [("unit.uprn.unique", 2), ("unit.bedrooms.range", 1), ("unit.uprn.not_of_the_block", 1)],
)
def test_the_sql_counts_what_fails(plan: Plan, tmp_path: Path, rule: str, fails: int) -> None:
    rows = [("A", "111", 2), ("B", "111", 2), ("C", "222", 40)]
    unit = [
        dict.fromkeys([*columns("unit"), "_problems"])
        | {"source_system": "nec", "source_key": key, "uprn": uprn, "bedrooms": bedrooms}
        for key, uprn, bedrooms in rows
    ]
    block = [dict.fromkeys([*columns("property"), "_problems"]) | unit[0] | {"uprn": "222"}]
    with duckdb.connect() as con:
        for table, held in (("unit", unit), ("property", block)):
            pq.write_table(pa.Table.from_pylist(held), tmp_path / f"{table}.parquet")
            con.read_parquet(str(tmp_path / f"{table}.parquet")).create_view(table)
        answer = con.execute(writing.counting(rule, plan)).fetchone()
    assert answer == (fails,)


@pytest.mark.parametrize("table", sorted(contracts()))
def test_a_rule_that_is_written_into_its_contract_reads_back_as_it_was(
    documents: dict[str, dict[str, Any]], table: str
) -> None:
    document = documents[f"contracts/{table}"]
    rules = read(document, f"{table}.yaml").rules
    made = copy.deepcopy(dict(document))
    holders = [made["schema"][0], *made["schema"][0]["properties"]]
    for holder in holders:
        for at, said in enumerate(holder.get("quality") or []):
            written = writing.entry(rules[said["name"]])
            if column := said["implementation"].get("column"):
                written["implementation"]["column"] = column
            holder["quality"][at] = written
    assert read(made, f"{table}.yaml").rules == rules
