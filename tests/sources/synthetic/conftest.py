"""Two invented landlords, made once: one whose data is sound, one whose data is badly spoilt."""

from pathlib import Path

import pytest

from rooftree.sources.synthetic.landlord import synthesise
from tests.sources.synthetic.extracts import Read, reader

HOMES = 260


@pytest.fixture(scope="session")
def sound_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound")
    synthesise(homes=HOMES, seed=7, out=folder, faults="none")
    return folder


@pytest.fixture(scope="session")
def spoilt_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoilt")
    synthesise(homes=HOMES, seed=7, out=folder, faults="heavy")
    return folder


@pytest.fixture(scope="session")
def sound(sound_folder: Path) -> Read:
    return reader(sound_folder)


@pytest.fixture(scope="session")
def spoilt(spoilt_folder: Path) -> Read:
    return reader(spoilt_folder)
