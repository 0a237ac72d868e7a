"""What a mapping must look like, how a landlord's override is laid over it, and what is wrong with one."""

from collections.abc import Iterator, Mapping
from typing import Any

MODES = ("snapshot", "window", "delta")
KINDS = (
    "uprn", "postcode", "phone", "email", "nino", "name", "upper", "pounds", "year", "integer", "number",
    "text", "moment", "date",
)  # fmt: skip
TOP = ("system", "title", "dates", "moments", "open_dates", "true", "false", "files", "tables", "codes")
FILE = ("required", "columns", "aliases", "mode", "window", "never_land")
ENTRY = ("id", "table", "from", "file", "key", "only", "skip", "columns")
COLUMN = ("from", "first", "join", "with", "constant", "as", "codes", "true", "false", "dates")
ORIGINS = ("from", "first", "join", "constant")

Fault = tuple[str, str]
"""The key in the mapping (`tables[tenancy].columns.kind`) and what is wrong with it."""


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid over `base` key by key; entries of `tables` meet by their `id`, lists are replaced."""
    result: dict[str, Any] = dict(base)
    for key, value in over.items():
        old = base.get(key)
        if key == "tables" and isinstance(value, list) and isinstance(old, list):
            result[key] = _merged_entries(old, value)
        elif isinstance(value, Mapping) and isinstance(old, Mapping) and not _is_column(old, value):
            result[key] = merged(old, value)
        else:
            result[key] = value
    return result


def _is_column(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """A column rule is replaced whole: half of one rule and half of another would mean neither."""
    return any(origin in old or origin in new for origin in ORIGINS)


def _merged_entries(base: list[Any], over: list[Any]) -> list[Any]:
    entries = {entry["id"]: entry for entry in base}
    for entry in over:
        if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
            entries[f"without id {len(entries)}"] = entry
        else:
            entries[entry["id"]] = merged(entries.get(entry["id"], {}), entry)
    return list(entries.values())


def faults(mapping: Mapping[str, Any], system: str) -> Iterator[Fault]:
    """What is wrong with the shape of a mapping, each with the key it stands at."""
    yield from _unknown(mapping, TOP, "")
    if mapping.get("system") != system:
        yield "system", f'must be "{system}"'
    for name in ("dates", "moments", "open_dates", "true", "false"):
        if not _texts(mapping.get(name, [])):
            yield name, "must be a list of texts"
    for name, file in _table(mapping.get("files")).items():
        yield from _file_faults(file, f"files.{name}")
    for position, entry in enumerate(mapping.get("tables", [])):
        yield from _entry_faults(entry, position, mapping)
    for name, codes in _table(mapping.get("codes")).items():
        if not isinstance(codes, Mapping) or not _texts(list(codes.values())):
            yield f"codes.{name}", "must map each source code to one canonical code"


def _file_faults(file: Any, at: str) -> Iterator[Fault]:
    if not isinstance(file, Mapping):
        yield at, "must be a table"
        return
    yield from _unknown(file, FILE, at)
    for name in ("required", "columns", "never_land"):
        if not _texts(file.get(name, [])):
            yield f"{at}.{name}", "must be a list of column names"
    columns = set(file.get("columns", []))
    for name in file.get("required", []):
        if name not in columns:
            yield f"{at}.required", f"names {name}, which is not among its columns"
    for old, new in _table(file.get("aliases")).items():
        if new not in columns:
            yield f"{at}.aliases.{old}", f"names {new}, which is not among its columns"
    if file.get("mode", "snapshot") not in MODES:
        yield f"{at}.mode", "must be one of " + ", ".join(MODES)
    if file.get("mode") == "window" and file.get("window") not in columns:
        yield f"{at}.window", "must name the date column of the window"


def _entry_faults(entry: Any, position: int, mapping: Mapping[str, Any]) -> Iterator[Fault]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        yield f"tables[{position}]", 'must have an id, such as id = "tenancy"'
        return
    at = f"tables[{entry['id']}]"
    yield from _unknown(entry, ENTRY, at)
    for name in ("table", "from"):
        if not isinstance(entry.get(name), str):
            yield f"{at}.{name}", "must be a text"
    if entry.get("file", entry.get("from")) not in _table(mapping.get("files")):
        yield f"{at}.file", "must name a file declared under [files]"
    if entry.get("key") != "row" and not (_texts(entry.get("key")) and entry.get("key")):
        yield f"{at}.key", 'must be a list of source columns, or "row"'
    for name in ("only", "skip"):
        for column, values in _table(entry.get(name)).items():
            if not _texts(values):
                yield f"{at}.{name}.{column}", "must be a list of values"
    for column, rule in _table(entry.get("columns")).items():
        yield from _column_faults(rule, f"{at}.columns.{column}", mapping)


def _column_faults(rule: Any, at: str, mapping: Mapping[str, Any]) -> Iterator[Fault]:
    if isinstance(rule, str):
        return
    if not isinstance(rule, Mapping):
        yield at, "must be a source column or a rule in { }"
        return
    yield from _unknown(rule, COLUMN, at)
    if sum(origin in rule for origin in ORIGINS) != 1:
        yield at, "must have exactly one of " + ", ".join(ORIGINS)
    if rule.get("as", "text") not in KINDS:
        yield f"{at}.as", "must be one of " + ", ".join(KINDS)
    if "codes" in rule and rule["codes"] not in _table(mapping.get("codes")):
        yield f"{at}.codes", f"names {rule['codes']}, but there is no [codes.{rule['codes']}]"
    for name in ("first", "join", "true", "false", "dates"):
        if name in rule and not _texts(rule[name]):
            yield f"{at}.{name}", "must be a list of texts"


def _unknown(table: Mapping[str, Any], known: tuple[str, ...], at: str) -> Iterator[Fault]:
    for key in table:
        if key not in known:
            yield f"{at}.{key}".lstrip("."), "is not a key that Rooftree knows; known are " + ", ".join(known)


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
