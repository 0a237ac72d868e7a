"""The systems that Rooftree reads out of the box, with each landlord's overrides laid over their mappings.

To take on another system: a folder with its `mapping.toml` (and a `reader.py` where a file's shape needs
one), and its name in `SYSTEMS`.
"""

import datetime
import hashlib
import importlib
import importlib.util
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rooftree.reference.standard.quality import in_force
from rooftree.reference.standard.rules import CodeList
from rooftree.sources.connectors import vocabulary
from rooftree.sources.connectors.rules import faults, merged

SYSTEMS = ("nec", "locata", "keystone", "oneserve")

Views = Callable[[Callable[[str], Any]], dict[str, Any]]
"""A reader's `views`: given a way to ask for a landed table, extra tables by name."""


class BadMappingError(Exception):
    """A mapping that cannot be used: which file, which key, what is wrong with it."""

    def __init__(self, file: Path, key: str, says: str) -> None:
        self.file, self.key, self.says = file, key, says
        place = f"{file}, {key}" if key else str(file)
        super().__init__(
            f"The mapping {place}: {says}. Mend it, or take the file away to use what is built in."
        )


@dataclass(frozen=True)
class SourceFile:
    """One file that a system sends: what it must hold, what it may, and what absence of a row means."""

    system: str
    name: str
    required: tuple[str, ...]
    columns: tuple[str, ...]
    aliases: Mapping[str, str]
    mode: str
    window: str
    never_land: tuple[str, ...]


@dataclass(frozen=True)
class System:
    """One source system: its files, its mapping as overridden, its reader, and a digest of all three."""

    name: str
    title: str
    files: dict[str, SourceFile]
    mapping: dict[str, Any]
    reader: Views | None = None
    digest: str = field(default="", compare=False)


def load(overrides: Path | None = None, *, lists: Mapping[str, CodeList] | None = None) -> dict[str, System]:
    """Every system by name, with `<overrides>/<system>.toml` laid over its mapping where there is one.

    `lists` are the code lists whose codes an override may speak of beside what ships: those in force, unless
    others are given.
    """
    if lists is None:
        own = overrides is not None and any((overrides / f"{name}.toml").exists() for name in SYSTEMS)
        lists = in_force.code_lists() if own else {}
    return {name: _system(name, overrides, lists) for name in SYSTEMS}


def writing_ended(
    systems: Mapping[str, System], lists: Mapping[str, CodeList], today: datetime.date
) -> list[str]:
    """What of the mappings writes a code that its list has ended: which system, which key, and the mend."""
    return [
        f"{system.title}, {key}: {says}."
        for system in systems.values()
        for key, says in vocabulary.ended(system.mapping, lists, today)
    ]


def system_of(name: str, mapping: dict[str, Any], *, reader: Views | None = None, code: str = "") -> System:
    """A system made from a mapping that has already been checked."""
    text = json.dumps(mapping, sort_keys=True, default=str) + code
    return System(
        name=name,
        title=mapping.get("title", name),
        files={file: _source_file(name, file, said) for file, said in mapping.get("files", {}).items()},
        mapping=mapping,
        reader=reader,
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _system(name: str, overrides: Path | None, lists: Mapping[str, CodeList]) -> System:
    file = Path(__file__).parent / name / "mapping.toml"
    mapping = _read(file)
    _check(mapping, name, file)
    override = overrides / f"{name}.toml" if overrides else None
    if override and override.exists():
        mapping = merged(mapping, {"system": name} | _read(override))
        _check(mapping, name, override)
        for key, says in vocabulary.faults(mapping, lists):
            raise BadMappingError(override, key, says)
    reader, code = _reader(name)
    return system_of(name, mapping, reader=reader, code=code)


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise BadMappingError(file, "", "is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as fault:
        raise BadMappingError(file, "", f"is not TOML: {fault}") from None


def _check(mapping: dict[str, Any], name: str, file: Path) -> None:
    for key, says in faults(mapping, name):
        raise BadMappingError(file, key, says)


def _source_file(system: str, name: str, said: Mapping[str, Any]) -> SourceFile:
    return SourceFile(
        system=system,
        name=name,
        required=tuple(said.get("required", ())),
        columns=tuple(said.get("columns", ())),
        aliases=dict(said.get("aliases", {})),
        mode=said.get("mode", "snapshot"),
        window=said.get("window", ""),
        never_land=tuple(said.get("never_land", ())),
    )


def _reader(name: str) -> tuple[Views | None, str]:
    module = f"{__package__}.{name}.reader"
    found = importlib.util.find_spec(module)
    if found is None or found.origin is None:
        return None, ""
    views: Views = importlib.import_module(module).views
    here = Path(found.origin).parent
    files = [*sorted(here.glob("*.py")), here.parent / "reading.py"]
    return views, "".join(file.read_text(encoding="utf-8") for file in files)
