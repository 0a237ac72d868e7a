"""What a release of Rooftree brings to a landlord who has published a standard of their own.

A contract's columns, types and words are the release's, always; its rules, and the codes of lists, are the
landlord's once they have published. What a release has otherwise is offered part by part, three ways: what
shipped when the landlord last took the part, what ships now, and what they have. It is never taken by itself.
"""

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rooftree.reference.standard.quality.parts import (
    STAMPS,
    Difference,
    Document,
    Documents,
    Part,
    PartKind,
    differences,
    holders,
    parts_of,
)

Base = Mapping[str, str]
"""A digest of what shipped of each part when the landlord last took it, by the part's name in full."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What ships otherwise than the landlord has it: what only the release changed, and what both did."""

    new: tuple[Difference, ...] = ()
    both: tuple[Difference, ...] = ()


def laid_over(ships: Documents, held: Documents) -> dict[str, dict[str, Any]]:
    """The documents of a published version beside what ships, each contract over the release's columns."""
    made = {name: dict(said) for name, said in ships.items()}
    for name, said in held.items():
        mine = name.startswith("contracts/") and name in ships
        made[name] = on_columns(said, ships[name]) if mine else dict(said)
    return made


def on_columns(held: Document, ships: Document) -> dict[str, Any]:
    """A contract's rules over the columns, types and words that ship; its own version stays."""
    rules = {column: holder.get("quality") for column, holder in holders(held)}
    made = copy.deepcopy(dict(ships)) | {word: held[word] for word in STAMPS if word in held}
    for column, holder in holders(made):
        holder.pop("quality", None)
        if rules.get(column):
            holder["quality"] = copy.deepcopy(rules[column])
    return made


def digests(ships: Documents) -> dict[str, str]:
    """A digest of every part that is offered, by its name in full."""
    return {_named(part): digest(value) for part, value in _parts(ships)}


def taken(*, ships: Documents, now: Documents, before: Documents, base: Base) -> dict[str, str]:
    """The base of a new version: what ships now of the parts that are as they ship, or that it changed.

    Of all others what shipped when they were last taken, so that what a release brought stays offered."""
    theirs, was = dict(_parts(now)), dict(_parts(before))
    found = {}
    for part, value in _parts(ships):
        own = theirs.get(part)
        if own == value or own != was.get(part):
            found[_named(part)] = digest(value)
        elif _named(part) in base:
            found[_named(part)] = base[_named(part)]
    gone = {_named(part) for part in theirs} - found.keys()
    return found | {name: base[name] for name in gone if name in base}


def offered(*, ships: Documents, held: Documents, base: Base) -> Offer:
    """What ships otherwise than the landlord has it, unless that is their own change alone."""
    new: list[Difference] = []
    both: list[Difference] = []
    for each in differences(held, ships):
        known = base.get(_named(each.part))
        if not _is_offered(each.part) or known == _of(each.now):
            continue
        if each.now is None and (known is None or each.part.kind is PartKind.CODE):
            continue
        (new if known == _of(each.was) else both).append(each)
    return Offer(tuple(new), tuple(both))


def _parts(documents: Documents) -> Iterator[tuple[Part, Any]]:
    for name, said in documents.items():
        yield from ((part, value) for part, value in parts_of(name, said).items() if _is_offered(part))


def _is_offered(part: Part) -> bool:
    """A contract's columns and words come with the release in any case."""
    return part.kind is not PartKind.REST or part.document.startswith("codes/")


def _named(part: Part) -> str:
    return f"{part.document} {part.kind} {part.name}"


def _of(value: Any) -> str | None:
    return None if value is None else digest(value)


def digest(value: Any) -> str:
    """A short name for what a part says."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
