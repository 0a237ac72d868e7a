"""One stage, one Django app: its subjects are plain packages inside it."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """The stage `oversight`."""

    name = "rooftree.oversight"
    label = "oversight"
