"""Tables: each names itself, so that a subject can be renamed or split without a migration."""

from __future__ import annotations

from collections import Counter

from django.apps import apps
from django.db import models

from rooftree.reference.standard.queries import contracts
from tests.whole.source import STAGES


def ours() -> list[type[models.Model]]:
    """Every table of Rooftree, those of history included."""
    return [model for model in apps.get_models() if model._meta.app_label in STAGES]


def test_every_table_names_itself() -> None:
    unnamed = [model.__name__ for model in ours() if "db_table" not in model._meta.original_attrs]
    assert unnamed == []


def test_no_two_tables_share_a_name() -> None:
    counted = Counter(model._meta.db_table for model in ours())
    assert [name for name, count in counted.items() if count > 1] == []


def test_every_canonical_table_reaches_postgresql() -> None:
    assert {contract.table for contract in contracts().values()} <= {model._meta.db_table for model in ours()}
