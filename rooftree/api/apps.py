"""The API, as one Django app without tables: it has a page of its own."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The stage `api`."""

    name = "rooftree.api"
    label = "api"
