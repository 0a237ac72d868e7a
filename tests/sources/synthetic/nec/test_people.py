from collections import defaultdict

from rooftree.sources.synthetic import days
from tests.sources.synthetic.extracts import Read


def test_each_tenancy_has_one_main_tenant(sound: Read) -> None:
    mains: dict[str, int] = defaultdict(int)
    for row in sound("nec", "people"):
        mains[row["LPAR_TCY_ALT_REF"]] += row["LPAR_TIN_MAIN_TENANT_IND"] == "Y"
    assert {row["LTCY_ALT_REF"] for row in sound("nec", "tenancies")} == set(mains)
    assert set(mains.values()) == {1}


def test_nobody_moves_in_before_birth_or_leaves_before_moving_in(sound: Read) -> None:
    for row in sound("nec", "people"):
        start = days.read_nec(row["LPAR_HOP_START_DATE"])
        assert days.read_nec(row["LPAR_PER_DATE_OF_BIRTH"]) <= start, row
        end = row["LPAR_HOP_END_DATE"]
        if end not in {"", days.OPEN_ENDED}:
            assert start <= days.read_nec(end), row


def test_every_person_has_a_truth_and_movers_keep_theirs(sound: Read) -> None:
    true = {
        row["source_key"]: row["true_person"] for row in sound("truth", "persons") if row["system"] == "nec"
    }
    tenancies: dict[str, set[str]] = defaultdict(set)
    for row in sound("nec", "people"):
        tenancies[true[row["LPAR_PER_ALT_REF"]]].add(row["LPAR_TCY_ALT_REF"])
    assert len(true) == len(set(true.values()))
    assert sum(len(refs) > 1 for refs in tenancies.values()) > 5


def test_a_person_stands_in_several_systems(sound: Read) -> None:
    systems: dict[str, set[str]] = defaultdict(set)
    for row in sound("truth", "persons"):
        systems[row["true_person"]].add(row["system"])
    assert sum({"nec", "oneserve"} <= held for held in systems.values()) > 100
    assert sum({"nec", "locata"} <= held for held in systems.values()) > 20


def test_text_may_carry_trailing_blanks(sound: Read) -> None:
    assert any(row["LPAR_PER_SURNAME"].endswith(" ") for row in sound("nec", "people"))
