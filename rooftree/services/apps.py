"""One stage, one Django app: its subjects are plain packages inside it."""

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    """The stage `services`."""

    name = "rooftree.services"
    label = "services"
