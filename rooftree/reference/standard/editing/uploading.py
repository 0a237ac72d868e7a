"""Contracts and code lists out of a file that somebody sends: YAML, or a zip of it. Trusted in nothing.

How much may be unpacked, how deep it goes and how often it may refer to itself are bounded before anything is
made of it; tags that would make objects are refused, and so is a name that stands twice.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality import reading
from rooftree.reference.standard.quality.reading import ENGINE
from rooftree.reference.standard.quality.writing import CARRIED

LARGEST = 1_000_000
"""Bytes of one YAML file. The largest contract that ships has a tenth of that."""
MOST_FILES = 300
DEEPEST = 40
MOST_VALUES = 100_000
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{word}" for word in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp")
)


@dataclass(slots=True)
class Uploaded:
    """What a file held: documents by name, and what is wrong with it, each with the file it stands in."""

    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_upload(name: str, data: bytes) -> Uploaded:
    """Every contract and code list of the file."""
    found = Uploaded()
    if data[:2] == b"PK":
        _zip(data, found)
    else:
        _one(name, data, found)
    if not found.documents and not found.faults:
        found.faults.append(f"{name}: holds no contract and no code list.")
    return found


def _zip(data: bytes, found: Uploaded) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = [each for each in packed.infolist() if not each.is_dir()]
            wanted = [each for each in entries if each.filename.lower().endswith((".yaml", ".yml"))]
            if len(entries) > MOST_FILES:
                found.faults.append(f"The zip holds {len(entries):,} files; {MOST_FILES} at most are read.")
                return
            for each in wanted:
                with packed.open(each) as file:
                    _one(each.filename.rpartition("/")[2], file.read(LARGEST + 1), found)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        found.faults.append("The zip cannot be opened: it is damaged, or locked with a password.")


def _one(name: str, data: bytes, found: Uploaded) -> None:
    if len(data) > LARGEST:
        found.faults.append(f"{name}: is larger than {LARGEST // 1_000_000} MB, which no contract is.")
        return
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.faults.append(f"{name}: is no UTF-8 text.")
        return
    try:
        said = _plain(text)
    except _RefusedError as no:
        found.faults.append(f"{name}: {no}")
        return
    said = _as_ours(said) if isinstance(said, dict) else said
    place = _place(said)
    if not place:
        found.faults.append(f"{name}: is neither a contract of a table that there is, nor a list of codes.")
    elif place in found.documents:
        found.faults.append(f"{name}: {place} stands in two files.")
    elif faults := _faults(place, said):
        found.faults += faults
    else:
        found.documents[place] = said


def _faults(place: str, said: Any) -> list[str]:
    """What is wrong with the shape of a document; what its rules ask is judged when they are kept."""
    kind, _, name = place.partition("/")
    if kind == "contracts":
        return [str(fault) for fault in reading.read(said, f"{name}.yaml").faults]
    try:
        standard.code_list_of(said, Path(f"{name}.yaml"))
    except standard.BadStandardError as fault:
        return [str(fault)]
    return []


class _RefusedError(Exception):
    """Why a YAML text is not read, in words."""


def _plain(text: str) -> Any:
    """The text's value. Counted event by event first, which takes the same little memory for any text."""
    try:
        for says in _dangers(text):
            raise _RefusedError(says)
        loader = LOADER(text)
        try:
            node = loader.get_single_node()
            _look(node, {}, ())
            said = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
        return json.loads(json.dumps(said, default=str, allow_nan=False))
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        at = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise _RefusedError(f"{at}{getattr(wrong, 'problem', None) or 'cannot be read as YAML'}.") from None
    except (ValueError, TypeError, RecursionError, OverflowError):
        raise _RefusedError("holds a value that cannot be read.") from None


def _dangers(text: str) -> Iterator[str]:
    if "\0" in text or "\\0" in text or "\\x00" in text or "\\u0000" in text:
        yield "holds a character that no text has (NUL)."
    depth = documents = 0
    for values, event in enumerate(yaml.parse(text, Loader=LOADER)):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if depth > DEEPEST:
            yield f"is nested deeper than {DEEPEST} levels."
        if values > MOST_VALUES:
            yield f"holds more than {MOST_VALUES:,} values."
        if documents > 1:
            yield "holds more than one document; send each in a file of its own."


def _look(node: Any, sizes: dict[int, int], above: tuple[int, ...]) -> int:
    """How many values a node stands for with all that it refers to; refuses what is not plain data."""
    if node is None:
        return 0
    if id(node) in above:
        raise _RefusedError("refers to itself.")
    if id(node) in sizes:
        return sizes[id(node)]
    line = f"line {node.start_mark.line + 1}: "
    if node.tag not in PLAIN_TAGS:
        raise _RefusedError(
            f"{line}{node.tag} is no plain value; only texts, numbers, days and lists are read."
        )
    inner: list[Any] = []
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if len(names) != len(node.value) or len(set(names)) != len(names):
            raise _RefusedError(f"{line}a name stands twice, or is no text.")
        inner = [each for _, each in node.value]
    elif isinstance(node, yaml.SequenceNode):
        inner = node.value
    size = 1 + sum(_look(each, sizes, (*above, id(node))) for each in inner)
    if size > MOST_VALUES:
        raise _RefusedError(f"stands for more than {MOST_VALUES:,} values: it repeats itself.")
    sizes[id(node)] = size
    return size


def _place(said: Any) -> str:
    """The name under which the standard keeps the document; "" for what it has no place for."""
    if not isinstance(said, dict):
        return ""
    schema = said.get("schema")
    if said.get("kind") == "DataContract" and isinstance(schema, list) and len(schema) == 1:
        table = schema[0].get("name") if isinstance(schema[0], dict) else None
        return f"contracts/{table}" if isinstance(table, str) and table in standard.contracts() else ""
    name = said.get("list")
    known = isinstance(name, str) and name in standard.code_lists()
    return f"codes/{name}" if known and _has_codes(said.get("codes")) else ""


def _has_codes(said: Any) -> bool:
    return isinstance(said, list) and all(isinstance(each, dict) and "code" in each for each in said)


def _as_ours(said: dict[str, Any]) -> dict[str, Any]:
    """Without what an export adds for other tools: each rule once more as SQL, the tables and columns that
    such SQL looks at, and where the rows are."""
    schema = said.get("schema")
    if not isinstance(schema, list):
        return said
    said.pop("servers", None)
    own = [table for table in schema if isinstance(table, dict) and table.get("name") == said.get("name")]
    for table in own:
        columns = _own_columns(table)
        for holder in (table, *columns):
            rules = holder.get("quality") if isinstance(holder, dict) else None
            if isinstance(rules, list):
                ours = {each.get("name") for each in rules if _is(each, "engine", ENGINE)}
                holder["quality"] = [each for each in rules if not _echoes(each, ours)]
    return {**said, "schema": own} if len(own) == 1 else said


def _own_columns(table: dict[str, Any]) -> list[Any]:
    """The table's columns, without those that every row carries and its contract does not name."""
    if not isinstance(table.get("properties"), list):
        return []
    contract = standard.contracts().get(str(table.get("name")))
    left = [name for name in CARRIED if contract is None or contract.column(name)]
    kept = []
    for column in table["properties"]:
        name = column.get("name") if isinstance(column, dict) else None
        if name not in CARRIED or name in left:
            kept.append(column)
        if name in left:
            left.remove(name)
    table["properties"] = kept
    return kept


def _echoes(rule: Any, ours: set[Any]) -> bool:
    return _is(rule, "type", "sql") and str(rule.get("name", "")).removesuffix(".sql") in ours


def _is(rule: Any, word: str, value: str) -> bool:
    return isinstance(rule, dict) and rule.get(word) == value
