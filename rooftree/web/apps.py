"""The pages, as one Django app without tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The stage `web`."""

    name = "rooftree.web"
    label = "web"
