"""The standard in force: its rules, its contracts, its code lists, and the digest that names the whole.

These reads take no `viewer=`: rules are declarations. They hold no fact about any home or person, and are the
same for everyone.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from rooftree.reference.standard import queries as standard
from rooftree.reference.standard.quality import released
from rooftree.reference.standard.quality.models import StandardVersion
from rooftree.reference.standard.quality.reading import Found, read
from rooftree.reference.standard.quality.rules import Severity, SeverityTerms, Standard

SEVERITIES = Path(__file__).parent / "severities.toml"
Documents = Mapping[str, Mapping[str, Any]]
"""Contracts and code lists by name: contracts/unit, codes/unit_kind."""


class BadRulesError(Exception):
    """Rules that cannot be read: every fault, each with its file and place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))


@cache
def severities() -> dict[Severity, SeverityTerms]:
    """What each severity means, and how many days it may take to mend."""
    said = tomllib.loads(SEVERITIES.read_text(encoding="utf-8"))
    return {severity: SeverityTerms(**said[severity]) for severity in Severity}


@cache
def shipped() -> Standard:
    """The standard as it ships with the code."""
    return standard_of(shipped_documents(), number=0)


def shipped_documents() -> dict[str, dict[str, Any]]:
    """Every contract and code list as they ship, to be published or changed."""
    found = {f"contracts/{table}": standard.contract_document(table) for table in standard.contracts()}
    found |= {f"codes/{name}": standard.code_list_document(name) for name in standard.code_lists()}
    plain: dict[str, dict[str, Any]] = json.loads(json.dumps(found, default=str))
    return plain


def standard_of(documents: Documents, *, number: int) -> Standard:
    """The standard that these documents make; columns and types are always those that ship with the code."""
    found = rules_of(documents)
    if found.faults:
        raise BadRulesError([str(fault) for fault in found.faults])
    lists = {
        name.removeprefix("codes/"): standard.code_list_of(said, Path(name))
        for name, said in documents.items()
        if name.startswith("codes/")
    }
    return Standard(
        number=number,
        digest=digest(documents),
        rules=found.rules,
        contracts=standard.contracts(),
        code_lists=standard.code_lists() | lists,
    )


def rules_of(documents: Documents) -> Found:
    """Every rule of these contracts, and what is wrong among them."""
    found = Found()
    for name, said in sorted(documents.items()):
        if name.startswith("contracts/"):
            found.add(read(said, f"{name.removeprefix('contracts/')}.yaml"))
    return found


def digest(documents: Documents) -> str:
    """A short name for the whole: the same documents, the same digest."""
    text = json.dumps(documents, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def number_in_force() -> int:
    """The number of the version that was published last; 0 while what ships is in force."""
    return StandardVersion.objects.order_by("-number").values_list("number", flat=True).first() or 0


def version_in_force() -> tuple[int, str]:
    """The number and the digest of the version that was published last; 0 while what ships is in force."""
    last = StandardVersion.objects.order_by("-number").values_list("number", "digest").first()
    return last or (0, "")


def standard_in_force() -> Standard:
    """The version that was published last; what ships while nobody has published another."""
    number, digest_ = version_in_force()
    return _published(number, digest_) if number else shipped()


def documents_in_force() -> dict[str, Any]:
    """Every contract and code list in force; a release's new ones come in beside what was published."""
    number = number_in_force()
    held = StandardVersion.objects.values_list("documents", flat=True).get(pk=number) if number else {}
    return released.laid_over(shipped_documents(), held)


@cache
def _published(number: int, digest_: str) -> Standard:
    """A published version never changes, so it is read once; the digest tells databases apart."""
    del digest_
    row = StandardVersion.objects.get(pk=number)
    made = standard_of(released.laid_over(shipped_documents(), row.documents), number=number)
    return replace(made, digest=row.digest, published_at=row.published_at)


def versions() -> list[StandardVersion]:
    """Every published version, the latest first, without its documents."""
    return list(StandardVersion.objects.defer("documents", "came_with").order_by("-number"))
