"""One stage, one Django app: its subjects are plain packages inside it."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The stage `sources`."""

    name = "rooftree.sources"
    label = "sources"
