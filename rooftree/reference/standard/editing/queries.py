"""Drafts, proposals and versions as pages show them.

What a version holds is a declaration, the same for everyone. A draft is its author's; proposals are for those
who may propose or approve.
"""

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models.fields.json import KeyTransform

from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.quality import queries, released
from rooftree.reference.standard.quality.models import StandardDraft, StandardVersion
from rooftree.reference.standard.quality.parts import Difference, Part, differences, parts_of
from rooftree.reference.standard.quality.released import Offer
from rooftree.reference.standard.quality.rules import DraftState, may_approve, may_propose

Whole = dict[str, dict[str, Any]]
BIGGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Version:
    """One published version: whose change it was, who approved it, and why it was made."""

    number: int
    says: str
    at: datetime.datetime
    author: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A draft or a proposal: by whom, from which version, what is to be different and what became of it."""

    id: int
    based_on: int
    changes: Whole
    says: str
    state: DraftState
    at: datetime.datetime
    author: str
    is_own: bool
    in_force: int
    decided_at: datetime.datetime | None = None
    decided_by: str = ""
    decision_says: str = ""
    version: int | None = None

    @property
    def is_old(self) -> bool:
        """Whether another version was published since it was begun."""
        return self.state in (DraftState.OPEN, DraftState.PROPOSED) and self.based_on != self.in_force

    def differences(self) -> list[Difference]:
        """What it would change in the version that it was made from."""
        return differences(documents_of(self.based_on), self.changes)


@dataclass(frozen=True, slots=True)
class ToApprove:
    """A proposal that waits for another's eyes."""

    id: int
    at: datetime.datetime
    author: str
    says: str


def documents_of(number: int) -> Whole:
    """Every contract and code list of one version, to be read only; version 0 is what ships."""
    if not number:
        return _shipped()
    return _published(number, StandardVersion.objects.values_list("digest", flat=True).get(pk=number))


@cache
def _shipped() -> Whole:
    return queries.shipped_documents()


@lru_cache(maxsize=4)
def _published(number: int, digest: str) -> Whole:
    """A version never changes, so the last few that were asked for are kept, told apart by their digest."""
    del digest
    held = StandardVersion.objects.values_list("documents", flat=True).get(pk=number)
    return released.laid_over(_shipped(), held)


def documents_in_force() -> Whole:
    """Every contract and code list in force, to be read only."""
    return documents_of(queries.number_in_force())


def steps_of(part: Part) -> list[tuple[Version, Difference]]:
    """Each version that changed one part, the latest first."""
    name = part.document
    rows = StandardVersion.objects.annotate(said=KeyTransform(name, "documents")).order_by("number")
    before: dict[str, Any] = _shipped()[name]
    found: list[tuple[Version, Difference]] = []
    for row in rows.defer("documents", "came_with"):
        after: dict[str, Any] = getattr(row, "said", None) or before
        differ = differences({name: before}, {name: after})
        found += [(_version(row), each) for each in differ if each.part == part]
        before = after
    return found[::-1]


def versions() -> list[Version]:
    """Every published version, the latest first."""
    return [_version(row) for row in queries.versions()]


def _version(row: StandardVersion) -> Version:
    return Version(row.number, row.says, row.published_at, row.published_by, row.approved_by)


def open_draft(*, viewer: Viewer) -> DraftShown | None:
    """The changes that this person is gathering; None when there are none."""
    if not may_propose(viewer) or viewer.user_id is None:
        return None
    row = StandardDraft.objects.filter(author_id=viewer.user_id, state=DraftState.OPEN).first()
    return _shown(row, viewer) if row else None


def documents_edited(*, viewer: Viewer) -> Whole:
    """The standard as this person's draft would have it; as it is in force when they have none."""
    draft = open_draft(viewer=viewer)
    if draft is None:
        return documents_in_force()
    return {**documents_of(draft.based_on), **draft.changes}


def proposals(*, viewer: Viewer) -> list[DraftShown]:
    """Changes that were proposed, those to be decided first, then the latest decided."""
    if not (may_propose(viewer) or may_approve(viewer)):
        return []
    rows = StandardDraft.objects.exclude(state=DraftState.OPEN).order_by("-pk")[:200]
    shown = [_shown(row, viewer) for row in rows]
    return sorted(shown, key=lambda each: each.state is not DraftState.PROPOSED)


def to_approve(*, viewer: Viewer) -> list[ToApprove]:
    """What others proposed and this viewer may decide on, the oldest first."""
    if not may_approve(viewer):
        return []
    rows = StandardDraft.objects.filter(state=DraftState.PROPOSED).exclude(author_id=viewer.user_id)
    return [ToApprove(row.pk, row.proposed_at, row.proposed_by, row.says) for row in rows.order_by("pk")]


def proposal(draft_id: int, *, viewer: Viewer) -> DraftShown | None:
    """One change that was proposed; None when there is none that this viewer may see."""
    if not (may_propose(viewer) or may_approve(viewer)) or draft_id > BIGGEST:
        return None
    row = StandardDraft.objects.filter(pk=draft_id).exclude(state=DraftState.OPEN).first()
    return _shown(row, viewer) if row else None


def offered() -> Offer:
    """What came with the release and is not in the standard that this landlord has published."""
    number, digest = queries.version_in_force()
    return _offered(number, digest) if number else Offer()


@lru_cache(maxsize=2)
def _offered(number: int, digest: str) -> Offer:
    """Neither what ships nor a published version changes while a process lives."""
    base = StandardVersion.objects.values_list("came_with", flat=True).get(pk=number)
    return released.offered(ships=_shipped(), held=_published(number, digest), base=base)


def not_gathered(offer: Offer, *, viewer: Viewer) -> list[Difference]:
    """What only the release changed, without what this person's draft has as it came already."""
    draft = open_draft(viewer=viewer) if offer.new else None
    if draft is None:
        return list(offer.new)
    edited = {name: parts_of(name, said) for name, said in draft.changes.items()}
    return [
        each
        for each in offer.new
        if each.part.document not in edited or edited[each.part.document].get(each.part) == each.was
    ]


def since(number: int) -> list[Difference]:
    """What was published after a version: everything in which the version in force differs from it."""
    return differences(documents_of(number), documents_in_force())


def between(first: int, second: int) -> list[Difference] | None:
    """What the second version has otherwise than the first; None when there is no such version."""
    known = {0, *StandardVersion.objects.filter(pk__in=[first, second]).values_list("pk", flat=True)}
    if not {first, second} <= known:
        return None
    return differences(documents_of(first), documents_of(second))


def _shown(row: StandardDraft, viewer: Viewer) -> DraftShown:
    return DraftShown(
        id=row.pk,
        based_on=row.based_on,
        changes=row.changes,
        says=row.says,
        state=DraftState(row.state),
        at=row.proposed_at,
        author=row.proposed_by,
        is_own=row.author_id == viewer.user_id,
        in_force=queries.number_in_force(),
        decided_at=row.decided_at,
        decided_by=row.decided_by or "",
        decision_says=row.decision_says,
        version=row.version_id,
    )
