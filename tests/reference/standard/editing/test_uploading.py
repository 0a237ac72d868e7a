"""A file that somebody sends is read as plain data or refused in words, whatever is in it."""

from __future__ import annotations

import io
import zipfile

import pytest
import yaml

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.editing.uploading import LARGEST, MOST_FILES, read_upload

LIST = (
    b"list: void_class\ntitle: Class\nversion: '2026.1'\nsource: Ours\neffective_from: '2026-11-01'\ncodes:\n"
)
ONE = LIST + b"- code: general\n  label: General\n"
BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{after}: &{after} [{', '.join(['*' + before] * 9)}]\n".encode()
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(f"{name}.yaml", data)
    return made.getvalue()


def test_a_list_and_a_contract_are_read_from_a_file_and_from_a_zip() -> None:
    contract = yaml.safe_dump(standard.contract_document("tenancy")).encode()
    assert set(read_upload("x.yaml", ONE).documents) == {"codes/void_class"}
    found = read_upload("both.zip", zipped(one=ONE, two=contract))
    assert (set(found.documents), found.faults) == ({"codes/void_class", "contracts/tenancy"}, [])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "holds nothing that is known"),
        (BOMB, "repeats itself"),
        (b"a: &a [*a]", "refers to itself"),
        (b"[" * 5_000, "nested deeper"),
        (b"a: !!python/object/apply:os.system [id]", "is no plain value"),
        (b"a: !!binary aGVsbG8=", "is no plain value"),
        (b"a: 1\na: 2", "stands twice"),
        (b"a: [1, 2", "line"),
        (b"a: .nan", "cannot be read"),
        (b'a: "\\0"', "NUL"),
        (b"---\na: 1\n---\nb: 2", "more than one document"),
        (b"\xff\xfe\x00", "no UTF-8"),
        (b"x" * (LARGEST + 1), "larger than"),
        (b"kind: DataContract\nschema: [{name: nothing}]", "neither a contract"),
        (b"kind: DataContract\nschema: nothing", "neither a contract"),
        (b"list: void_class\ncodes: nothing", "neither a contract"),
        (LIST + b"- code: general\n  label: G\n- code: general\n  label: H\n", "a code twice"),
        (LIST + b"- code: general\n  label: G\n  ends_on: soon\n", "ends_on"),
        (b"kind: DataContract\nschema: [{name: tenancy, properties: 3}]", "tenancy.yaml"),
        (b"PK\x03\x04 no zip", "cannot be opened"),
    ],
)
def test_what_is_not_plain_data_is_refused_in_words(data: bytes, words: str) -> None:
    found = read_upload("sent.yaml", data)
    assert found.documents == {}
    if data:
        assert words in " ".join(found.faults)
    else:
        assert found.faults


def test_a_zip_that_unfolds_to_more_than_a_contract_can_be_is_not_unfolded() -> None:
    found = read_upload("x.zip", zipped(big=b" " * 50_000_000))
    assert (found.documents, ["larger than" in each for each in found.faults]) == ({}, [True])
    many = zipped(**{f"n{at}": ONE for at in range(MOST_FILES + 1)})
    assert "files" in read_upload("x.zip", many).faults[0]


def test_the_same_list_twice_in_a_zip_is_a_fault() -> None:
    assert "two files" in read_upload("x.zip", zipped(one=ONE, two=ONE)).faults[0]


def test_what_an_export_adds_for_other_tools_is_left_out() -> None:
    document = standard.contract_document("tenancy")
    own = document["schema"][0]["properties"][0]["quality"][0]
    document["schema"][0]["properties"][0]["quality"].append({"name": f"{own['name']}.sql", "type": "sql"})
    sent = yaml.safe_dump({**document, "servers": [{"server": "x", "type": "local", "path": "y"}]}).encode()
    (held,) = read_upload("x.yaml", sent).documents.values()
    assert "servers" not in held
    assert [each["type"] for each in held["schema"][0]["properties"][0]["quality"]] == ["custom", "custom"]
