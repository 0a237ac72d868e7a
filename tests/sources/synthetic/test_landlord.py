import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rooftree.sources.synthetic import declared
from rooftree.sources.synthetic.landlord import synthesise
from rooftree.sources.synthetic.writing import ENCODINGS
from tests.sources.synthetic.extracts import Read, fingerprints, reader

POSTCODE = re.compile(r"^ZZ[1-9] \d[A-Z]{2}$")
DRAMA = re.compile(r"^(07700 900\d{3}|01632 960\d{3}|020 7946 0\d{3}|0808 157 0\d{3})$")
PHONES = [
    ("nec", "contact_details", "LCDE_CONTACT_VALUE"),
    ("locata", "clients", "Mobile"),
    ("oneserve", "sites", "contactPhone"),
    ("oneserve", "notifications", "to"),
]
POSTCODES = [
    ("nec", "addresses", "LAEL_POSTCODE"),
    ("keystone", "assets", "Postcode"),
    ("oneserve", "sites", "postcode"),
    ("locata", "ta_placements", "Postcode"),
]


def test_every_file_has_exactly_its_columns_in_order(sound_folder: Path) -> None:
    shapes = declared.shapes()
    assert len(shapes) == 39
    for (system, file), shape in shapes.items():
        with (sound_folder / system / f"{file}.csv").open(encoding=ENCODINGS[system], newline="") as handle:
            rows = csv.reader(handle)
            assert tuple(next(rows)) == shape.columns, file
            assert {len(row) for row in rows} == {len(shape.columns)}, file


def test_required_columns_are_never_blank_in_sound_extracts(sound: Read) -> None:
    for (system, file), shape in declared.shapes().items():
        for row in sound(system, file):
            assert all(row[column] for column in shape.required), (file, row)


def test_the_same_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path;"
        "from rooftree.sources.synthetic.landlord import synthesise;"
        "synthesise(homes=40, seed=3, out=Path(sys.argv[1]), faults='realistic')"
    )
    for name, hash_seed in (("one", "1"), ("two", "2")):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name)],
            check=True,
            env={"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
    assert fingerprints(tmp_path / "one") == fingerprints(tmp_path / "two")


def test_another_seed_or_day_gives_another_landlord(tmp_path: Path) -> None:
    synthesise(homes=30, seed=1, out=tmp_path / "a")
    synthesise(homes=30, seed=2, out=tmp_path / "b")
    synthesise(homes=30, seed=1, out=tmp_path / "c", today=date(2026, 6, 1))
    people = {(tmp_path / name / "nec" / "people.csv").read_bytes() for name in "abc"}
    assert len(people) == 3


def test_faults_do_not_change_who_lives_where(sound: Read, spoilt: Read) -> None:
    truths = [
        {row["true_person"] for row in read("truth", "persons") if row["system"] == "nec"}
        for read in (sound, spoilt)
    ]
    assert truths[0] == truths[1]


def test_phones_emails_and_postcodes_belong_to_nobody(sound: Read) -> None:
    for system, file, column in PHONES:
        for row in sound(system, file):
            value = row[column]
            if "@" in value:
                assert value.endswith("@example.org") and value.isascii()
            elif value and row.get("channel") != "letter":
                assert DRAMA.match(value), (file, value)
    for system, file, column in POSTCODES:
        assert all(POSTCODE.match(row[column]) for row in sound(system, file) if row[column]), file


def test_the_summary_counts_what_was_written(tmp_path: Path) -> None:
    steps: list[str] = []
    summary = synthesise(homes=25, seed=5, out=tmp_path, say=lambda step, _, __: steps.append(step))
    read = reader(tmp_path)
    for name, rows in summary.rows.items():
        system, file = name.split("/")
        assert len(read(system, file)) == rows, name
    assert {"world", "locata", "keystone"} <= set(steps)


def test_volumes_scale_with_homes(sound: Read) -> None:
    homes = sum(row["LPRO_HOU_RESIDENTIAL_IND"] == "Y" for row in sound("nec", "properties"))
    now = [row for row in sound("nec", "people") if row["LPAR_HOP_END_DATE"] in {"", "01-JAN-1900"}]
    assert homes == 260
    assert 2.0 < len(now) / homes < 3.0
    assert 80 < len(sound("nec", "transactions")) / homes < 130
    assert 12 < len(sound("oneserve", "jobs")) / homes < 18
    assert 1.05 < len(sound("oneserve", "appointments")) / len(sound("oneserve", "jobs")) < 1.35


def test_a_landlord_without_homes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one home"):
        synthesise(homes=0, seed=1, out=tmp_path)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**63),
    homes=st.integers(1, 45),
    level=st.sampled_from(["none", "realistic", "heavy"]),
)
def test_any_seed_makes_a_landlord(
    tmp_path_factory: pytest.TempPathFactory, seed: int, homes: int, level: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    summary = synthesise(homes=homes, seed=seed, out=folder, faults=level)  # type: ignore[arg-type]
    properties = reader(folder)("nec", "properties")
    assert sum(row["LPRO_HOU_RESIDENTIAL_IND"] == "Y" for row in properties) == homes
    assert (summary.rows["truth/faults"] == 0) == (level == "none")
