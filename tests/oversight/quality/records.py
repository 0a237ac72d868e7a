"""Records as publish leaves them: rows are found by the ids that it makes from their names."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from rooftree.records import models as m
from tests.factories.records import make


def row_id(*parts: str) -> uuid.UUID:
    """As publish makes the ids of rows."""
    return uuid.UUID(hashlib.md5("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest())


def known(table: str, entity: Any, key: str, said: dict[str, Any]) -> None:
    """That a source row is of an entity, and what it says."""
    make(
        m.Reference,
        id=row_id("reference", table, "nec", key),
        source_key=key,
        entity_type=table,
        entity_id=entity.pk,
        own_id=entity.pk,
        method="alone",
        decided_by="Test",
    )
    make(
        m.Claim,
        id=row_id("claim", table, "nec", key),
        source_key=key,
        entity_type=table,
        entity_id=entity.pk,
        said=said,
    )
