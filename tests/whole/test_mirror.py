"""The tests stand where the code stands, so that either is found from the other."""

from __future__ import annotations

from tests.whole.source import PACKAGE, ROOT, modules, modules_of_tests, shown

TESTS = ROOT / "tests"
OF_THE_WHOLE = {"whole", "journeys", "bench", "tools"}


def test_every_test_stands_beside_what_it_tests() -> None:
    """`tests/a/b/` tests `rooftree/a/b/`, or `rooftree/a/b.py` when one file of tests did not hold it."""
    folders = {path.parent.relative_to(TESTS) for path in modules_of_tests() if path.name.startswith("test_")}
    inside = [folder for folder in folders if folder.parts and folder.parts[0] not in OF_THE_WHOLE]
    astray = [
        folder
        for folder in inside
        if not ((PACKAGE / folder).is_dir() or (PACKAGE / f"{folder}.py").is_file())
    ]
    assert astray == []


def test_every_subject_with_code_has_tests() -> None:
    code = [path for path in modules() if path.stem not in ("__init__", "models", "apps", "urls")]
    subjects = {path.relative_to(PACKAGE).parts[:2] for path in code if "models" not in path.parts}
    folders = {PACKAGE.joinpath(*subject) for subject in subjects if len(subject) == 2}
    untested = [
        shown(folder)
        for folder in folders
        if folder.is_dir() and not any((TESTS / folder.relative_to(PACKAGE)).rglob("test_*.py"))
    ]
    assert sorted(untested) == []
