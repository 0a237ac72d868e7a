"""Whose exceptions a viewer may see: those of the tables that they may read."""

from typing import Any

from django.db.models import QuerySet

from rooftree.engine.checking.shapes import SET_ASIDE
from rooftree.oversight.quality.rules.rights import readable_tables
from rooftree.reference.accounts.rules import Viewer
from rooftree.reference.standard.queries import contracts


def tables_of(viewer: Viewer) -> frozenset[str]:
    """The tables whose exceptions this viewer may see."""
    return readable_tables(viewer, frozenset({*contracts(), SET_ASIDE}))


def seen(found: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Narrowed to the viewer's tables; whoever sees every one is not asked table by table."""
    hidden = {*contracts(), SET_ASIDE} - tables_of(viewer)
    return found.exclude(table_name__in=sorted(hidden)) if hidden else found
