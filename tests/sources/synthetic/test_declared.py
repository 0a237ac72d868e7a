import pytest

from rooftree.sources.synthetic import declared
from tests.sources.synthetic.extracts import Read
from tests.sources.synthetic.references import REFERENCES, broken


@pytest.mark.parametrize(("said", "held"), REFERENCES)
def test_references_hold_in_sound_extracts(sound: Read, said: str, held: str) -> None:
    system, file, column = said.split()
    assert any(row[column] for row in sound(system, file)), said
    assert broken(sound, said, held) == set()


def test_every_shape_names_its_key_among_its_columns() -> None:
    for shape in declared.shapes().values():
        assert set(shape.key) | set(shape.required) <= set(shape.columns)
        assert len(set(shape.columns)) == len(shape.columns)


def test_every_fault_names_a_column_that_exists() -> None:
    for fault in declared.table("faults")["spoil"]:
        system, file, column = fault["in"].split()
        assert column in declared.shapes()[system, file].columns, fault


@pytest.mark.parametrize(("file", "column"), [("tenancies", "LTCY_ALT_REF"), ("properties", "LPRO_PROPREF")])
def test_keys_are_unique_in_sound_extracts(sound: Read, file: str, column: str) -> None:
    values = [row[column] for row in sound("nec", file)]
    assert len(values) == len(set(values))
