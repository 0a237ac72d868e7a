"""Homes are one by reference, then UPRN, then address and postcode; never two of one system's own."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage import homes
from rooftree.records.matching.linkage.clusters import Clusters

COLUMNS = (
    *("source_system", "asset_ref", "alternative_ref", "uprn", "uprn_as_given"),
    *("kind", "address_line", "postcode"),
)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(spill=tmp_path)
    yield made
    made.close()


def clustered(engine: Engine, *rows: dict[str, Any], blocks: Sequence[str] = ()) -> Clusters:
    columns = {name: pa.array([row.get(name) for row in rows], pa.string()) for name in COLUMNS}
    table = engine.arrow(pa.table({"row": pa.array(range(len(rows)), pa.int64()), **columns}))
    of_blocks = engine.arrow(pa.table({"uprn": pa.array(blocks, pa.string())}))
    clusters, _ = homes.cluster(engine, table, blocks=of_blocks)
    return clusters


def roots(engine: Engine, *rows: dict[str, Any], blocks: Sequence[str] = ()) -> list[int]:
    clusters = clustered(engine, *rows, blocks=blocks)
    return [clusters.root(row) for row in range(len(rows))]


def home(system: str, reference: str, **facts: str) -> dict[str, Any]:
    return {"source_system": system, "asset_ref": reference, **facts}


def test_a_reference_that_lost_its_leading_zeros_is_still_the_reference(engine: Engine) -> None:
    assert roots(engine, home("nec", "0041270012"), home("oneserve", "41270012")) == [0, 0]


def test_another_reference_held_by_nec_leads_to_keystones(engine: Engine) -> None:
    rows = home("nec", "0041270012", alternative_ref="A-041212"), home("keystone", "A-041212")
    assert roots(engine, *rows) == [0, 0]


def test_a_uprn_given_as_site_reference_is_seen(engine: Engine) -> None:
    rows = home("nec", "0041", uprn="999000004127"), home("oneserve", "999000004127")
    assert roots(engine, *rows) == [0, 0]


def test_the_uprn_of_a_block_on_its_flats_joins_none_of_them(engine: Engine) -> None:
    flats = [home("nec", f"00{n}", uprn="999000009999") for n in (1, 2)]
    assert roots(engine, *flats, home("keystone", "K1", uprn="999000009999")) == [0, 1, 2]


def test_an_address_and_postcode_join_however_they_are_abbreviated(engine: Engine) -> None:
    rows = (
        home("nec", "001", address_line="Flat 12, Larch House, 40 Orchard Road", postcode="ZZ4 2LH"),
        home("keystone", "K9", address_line="12 Larch Hse 40 Orchard Rd", postcode="zz42lh"),
    )
    assert roots(engine, *rows) == [0, 0]


def test_the_same_number_in_another_postcode_is_another_home(engine: Engine) -> None:
    rows = (
        home("nec", "001", address_line="12 Larch Road", postcode="ZZ4 2LH"),
        home("keystone", "K9", address_line="12 Larch Road", postcode="ZZ4 2LJ"),
    )
    assert roots(engine, *rows) == [0, 1]


def test_no_number_or_no_postcode_is_no_evidence(engine: Engine) -> None:
    rows = (
        home("nec", "001", address_line="Larch House", postcode="ZZ4 2LH"),
        home("keystone", "K9", address_line="Larch House", postcode="ZZ4 2LH"),
        home("nec", "002", address_line="12 Larch Road"),
        home("keystone", "K8", address_line="12 Larch Road"),
    )
    assert roots(engine, *rows) == [0, 1, 2, 3]


def test_two_homes_of_nec_stay_two_whatever_else_they_share(engine: Engine) -> None:
    shared = {"uprn": "999000004127", "address_line": "12 Larch Road", "postcode": "ZZ4 2LH"}
    assert roots(engine, home("nec", "001", **shared), home("nec", "002", **shared)) == [0, 1]


def test_a_garage_is_not_the_house_beside_it(engine: Engine) -> None:
    place = {"address_line": "12 Larch Road", "postcode": "ZZ4 2LH"}
    rows = home("nec", "001", kind="house", **place), home("keystone", "G1", kind="garage", **place)
    assert roots(engine, *rows) == [0, 1]


def test_a_placement_number_is_no_property_reference(engine: Engine) -> None:
    assert roots(engine, home("nec", "00123"), home("locata", "123")) == [0, 1]


def test_no_rows_at_all_give_no_clusters(engine: Engine) -> None:
    assert roots(engine) == []


def test_a_property_reference_given_as_uprn_is_seen(engine: Engine) -> None:
    rows = home("nec", "0041270012", uprn="999000004127"), home("locata", "TA1", uprn_as_given="0041270012")
    assert roots(engine, *rows) == [0, 0]
    short = home("nec", "0041"), home("locata", "TA1", uprn_as_given="41")
    assert roots(engine, *short) == [0, 1]


def test_the_uprn_of_the_block_on_one_flat_of_each_system_joins_no_two(engine: Engine) -> None:
    flats = [
        home("nec", "001", uprn="999000009999", address_line="Flat 1, Larch House", postcode="ZZ4 2LH"),
        home("oneserve", "77", uprn="999000009999", address_line="Flat 7, Larch House", postcode="ZZ4 2LH"),
        home("oneserve", "78", uprn="999000009999", address_line="Flat 8, Larch House", postcode="ZZ4 2LH"),
    ]
    assert roots(engine, *flats) == [0, 1, 2]
    blank = [flat | {"address_line": None} for flat in flats[:2]]
    assert roots(engine, *blank) == [0, 0]
    assert roots(engine, *blank, blocks=["999000009999"]) == [0, 1]


def test_a_uprn_of_two_homes_whose_doors_differ_is_for_a_person(engine: Engine) -> None:
    rows = (
        home("nec", "001", uprn="999000004127", address_line="12 Larch Road", postcode="ZZ4 2LH"),
        home("keystone", "K9", uprn="999000004127", address_line="14 Larch Road", postcode="ZZ4 2LH"),
    )
    clusters = clustered(engine, *rows)
    assert clusters.root(0) != clusters.root(1)
    assert clusters.refused == [(0, 1, "UPRN")]
