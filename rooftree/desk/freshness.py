"""How fresh what pages show is, by system, and which stale files a record's page must own up to."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.register.queries import freshness_limit, systems
from rooftree.sources.extracts.queries.freshness import Freshness, freshness, stale


@dataclass(frozen=True, slots=True)
class SystemFreshness:
    """One system: its files, how old the oldest news of it is, and which files are stale."""

    system: str
    title: str
    newest_at: datetime.datetime | None
    files: tuple[Freshness, ...]
    stale: tuple[Freshness, ...]
    is_late: bool

    @property
    def stale_words(self) -> str:
        """How many of its files are stale."""
        return f"{len(self.stale)} files are stale"


def title_of(system: str) -> str:
    """What people call a system: "NEC", "Keystone"."""
    return {"nec": "NEC", "rooftree": "Rooftree"}.get(system, system.replace("_", " ").capitalize())


def by_system(*, viewer: Viewer, now: datetime.datetime) -> list[SystemFreshness]:
    """Every system of the register, in its order, with the freshness of its files."""
    files = freshness(viewer=viewer, now=now)
    return [_system(one.name, [file for file in files if file.system == one.name], now) for one in systems()]


def _system(name: str, files: list[Freshness], now: datetime.datetime) -> SystemFreshness:
    moments = [file.extracted_at for file in files if file.extracted_at]
    newest = max(moments, default=None)
    return SystemFreshness(
        system=name,
        title=title_of(name),
        newest_at=newest,
        files=tuple(files),
        stale=tuple(file for file in files if file.stale),
        is_late=newest is not None and now - newest > freshness_limit(name),
    )


def stale_among(
    names: Collection[tuple[str, str]],
    *,
    viewer: Viewer,
    now: datetime.datetime,
    moment: datetime.datetime | None = None,
) -> list[Freshness]:
    """The stale ones among some files (system, file): what a page made of them may be missing.

    As at a moment: those that were stale then, which is what was known of them by a reader of that day.
    """
    files = stale(viewer=viewer, now=moment or now, moment=moment)
    return [file for file in files if (file.system, file.file) in names]
