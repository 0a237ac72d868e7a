"""Mappings and a landlord's overrides of them."""

from pathlib import Path

import pytest

from rooftree.sources.connectors import registry, vocabulary
from rooftree.sources.connectors.registry import BadMappingError
from rooftree.sources.connectors.rules import faults, merged


def override(tmp_path: Path, text: str) -> Path:
    (tmp_path / "nec.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_every_system_in_the_table_loads() -> None:
    systems = registry.load()
    assert tuple(systems) == registry.SYSTEMS
    assert systems["nec"].files["properties"].required[0] == "LPRO_PROPREF"
    assert systems["nec"].reader is not None


def test_an_override_changes_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    said = """
    [files.properties.aliases]
    HOME_NO = "LPRO_PROPREF"
    [[tables]]
    id = "tenancy"
    [tables.columns]
    tenancy_ref = { first = ["LTCY_ALT_REF"], as = "upper" }
    """
    plain, changed = registry.load()["nec"], registry.load(override(tmp_path, said))["nec"]
    assert changed.files["properties"].aliases["HOME_NO"] == "LPRO_PROPREF"
    assert changed.files["properties"].columns == plain.files["properties"].columns
    before, after = (
        next(each for each in system.mapping["tables"] if each["id"] == "tenancy")
        for system in (plain, changed)
    )
    assert after["columns"] == before["columns"] | {"tenancy_ref": {"first": ["LTCY_ALT_REF"], "as": "upper"}}
    assert changed.digest != plain.digest


@pytest.mark.parametrize(
    ("text", "key", "says"),
    [
        ("dates = [", "", "is not TOML"),
        ("datums = []", "datums", "is not a key that Rooftree knows"),
        ('dates = "%d"', "dates", "must be a list of texts"),
        ('[files.properties]\nmode = "often"', "files.properties.mode", "must be one of snapshot"),
        ('[files.properties]\nrequired = ["NOPE"]', "files.properties.required", "names NOPE"),
        ('[[tables]]\ntable = "unit"', "tables[", "must have an id"),
        (
            '[[tables]]\nid = "tenancy"\n[tables.columns]\nkind = { from = "X", codes = "nope" }',
            "tables[tenancy].columns.kind.codes",
            "there is no [codes.nope]",
        ),
        (
            '[[tables]]\nid = "tenancy"\n[tables.columns]\nkind = { from = "X", as = "colour" }',
            "tables[tenancy].columns.kind.as",
            "must be one of uprn",
        ),
        (
            '[[tables]]\nid = "tenancy"\n[tables.columns]\ncolour = "X"',
            "tables[tenancy].columns.colour",
            "tenancy has no column colour",
        ),
        (
            '[[tables]]\nid = "x"\ntable = "lighthouse"\nfrom = "properties"\nkey = ["LPRO_PROPREF"]',
            "tables[x].table",
            "there is no canonical table lighthouse",
        ),
        ('[codes.tenancy_type]\nZZZ = "palace"', "codes.tenancy_type.ZZZ", "maps to palace"),
    ],
)
def test_a_broken_override_is_refused_with_its_file_and_key(
    tmp_path: Path, text: str, key: str, says: str
) -> None:
    with pytest.raises(BadMappingError) as refusal:
        registry.load(override(tmp_path, text))
    assert refusal.value.file == tmp_path / "nec.toml"
    assert refusal.value.key.startswith(key)
    assert says in str(refusal.value)
    assert str(tmp_path / "nec.toml") in str(refusal.value)


def test_an_override_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nec.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadMappingError, match="is not UTF-8 text"):
        registry.load(tmp_path)


def test_a_column_s_rule_is_replaced_whole() -> None:
    base = {"tables": [{"id": "a", "columns": {"kind": {"from": "X", "codes": "c"}, "name": "N"}}]}
    over = {"tables": [{"id": "a", "columns": {"kind": {"constant": "flat"}}}, {"id": "b", "table": "unit"}]}
    assert merged(base, over)["tables"] == [
        {"id": "a", "columns": {"kind": {"constant": "flat"}, "name": "N"}},
        {"id": "b", "table": "unit"},
    ]


def test_a_mapping_for_another_system_is_told() -> None:
    assert list(faults({"system": "civica"}, "nec")) == [("system", 'must be "nec"')]


@pytest.mark.parametrize("name", registry.SYSTEMS)
def test_what_ships_speaks_the_standard_s_words(name: str) -> None:
    assert list(vocabulary.faults(registry.load()[name].mapping, {})) == []
