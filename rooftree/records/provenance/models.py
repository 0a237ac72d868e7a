"""The abstract tables that every record is made from, and the one way of keeping history."""

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper

Model = TypeVar("Model", bound=type[models.Model])


class RooftreeNow(models.Func):
    """The moment by our clock: the session setting `rooftree.now`, else the transaction's start."""

    function = "rooftree_now"
    output_field = models.DateTimeField()


def history(table: str) -> Callable[[Model], Model]:
    """Keeps superseded rows of `table` in `<table>_event`, and stamps `known_from` on every change.

    A live row is known from its `known_from`; a history row until its `pgh_created_at`.
    """
    track: Any = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(row=pghistory.Old),
        meta={"db_table": f"{table}_event"},
    )
    stamp: Any = pgtrigger.register(
        pgtrigger.Trigger(
            name="known_from",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.AnyChange(),
            func="NEW.known_from = rooftree_now(); RETURN NEW;",
        )
    )

    def keep(model: Model) -> Model:
        kept: Model = stamp(track(model))
        return kept

    return keep


def likeness(column: str, *, name: str) -> GinIndex:
    """An index that finds part of a text whatever its case (Django's `icontains`)."""
    return GinIndex(OpClass(Upper(column), name="gin_trgm_ops"), name=name)


def spelling(column: str, *, name: str) -> models.Index:
    """An index that finds a reference, or how one begins, however the database orders letters.

    A plain index finds beginnings only where letters are ordered as bytes, as in the embedded PostgreSQL.
    """
    return models.Index(OpClass(column, name="text_pattern_ops"), name=name)


class Known(models.Model):
    """A row that says since when we have known it."""

    known_from = models.DateTimeField(db_default=RooftreeNow(), editable=False)

    class Meta:
        abstract = True


class Record(Known):
    """A record made from one row of one source system.

    `ended_on` is the day the row vanished from its snapshot: the record is kept, and shown as ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source_system = models.TextField()
    source_key = models.TextField()
    source_row = models.IntegerField(null=True, blank=True)
    extract = models.ForeignKey(
        "sources.Extract",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class MergedRecord(Record):
    """A record that several systems speak of; `origin` names the system that each value came from."""

    origin = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True


class AppendOnlyRecord(Known):
    """A fact that is never changed: bigint id, the extract that first brought it, and no history table."""

    id = models.BigAutoField(primary_key=True)
    row_key = models.UUIDField(editable=False)
    source_system = models.TextField()
    source_row = models.IntegerField(null=True, blank=True)
    first_extract = models.ForeignKey(
        "sources.Extract",
        models.DO_NOTHING,
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )

    class Meta:
        abstract = True
