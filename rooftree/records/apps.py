"""One stage, one Django app: its subjects are plain packages inside it."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The stage `records`."""

    name = "rooftree.records"
    label = "records"
