"""What each system calls a record, leading to it there where the landlord has said where that is."""

from collections.abc import Iterable

from rooftree.desk.freshness import title_of
from rooftree.records.claims.held import Held
from rooftree.reference.register.links import deep_link
from rooftree.web.components.parts import Link
from rooftree.web.components.words import NBSP

MOST = 6


def reference_links(references: Iterable[Held], *, kind: str) -> list[Link]:
    """The references of a "home" or "person"; one whose system has no address given leads nowhere."""
    return [
        Link(
            f"{title_of(one.lineage.system)}{NBSP}{one.lineage.key}",
            deep_link(one.lineage.system, kind, one.lineage.key),
        )
        for one in references
        if not one.ended_on
    ][:MOST]
