"""What addresses say against a shared UPRN reaches a person in words; no more is asked than can be known."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from rooftree.engine.tables import Engine
from rooftree.records.matching.linkage import homes
from rooftree.records.matching.linkage.homes_by_address import Found, Homes, link_by_address

ROWS = {
    "source_system": ["nec", "keystone", "oneserve"],
    "asset_ref": ["001", "K9", "S1"],
    "alternative_ref": [None, None, None],
    "uprn": ["999000004127", "999000004127", None],
    "uprn_as_given": [None, None, None],
    "kind": ["house", "house", "garage"],
    "address_line": ["12 Larch Road", "14 Larch Road", "12 Larch Rode"],
    "postcode": ["ZZ4 2LH"] * 3,
}


def test_two_homes_of_one_uprn_are_a_doubt_that_names_their_doors(tmp_path: Path) -> None:
    engine = Engine(spill=tmp_path / "spill")
    columns = {name: pa.array(values, pa.string()) for name, values in ROWS.items()}
    table = engine.arrow(pa.table({"row": pa.array(range(3), pa.int64()), **columns}))
    found = Homes(*homes.cluster(engine, table))
    weighed = link_by_address(engine, found, stayed=Found(), kept=tmp_path / "kept")
    engine.close()
    assert list(weighed.part_of) == [0, 1, 2]
    (doubt,) = weighed.in_doubt(["a", "b", "c"], lambda one, other: (one, other))
    assert (doubt.first_id, doubt.second_id, doubt.method) == ("a", "b", "UPRN")
    assert [one.says for one in doubt.evidence] == ["Their addresses name different doors: 12 and 14"]
    assert weighed.in_doubt(["a", "b", "c"], lambda one, other: None) == []
    assert not (tmp_path / "kept").exists()
