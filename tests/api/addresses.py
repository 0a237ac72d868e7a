"""The addresses that the API's tests need: its own, and those of the accounts whose tokens it heeds."""

from django.urls import include, path

from tests.web.pages import handler403, handler404, handler500, start

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [
    path("", start, name="start"),
    path("api/v1/", include("rooftree.api.urls")),
    path("", include("rooftree.web.urls")),
]
