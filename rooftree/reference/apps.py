"""One stage, one Django app: its subjects are plain packages inside it."""

from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    """The stage `reference`."""

    name = "rooftree.reference"
    label = "reference"
