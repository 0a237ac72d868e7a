"""The addresses of the API. Each says who may see it, as every page does."""

from django.urls import URLPattern, path

from rooftree.api import openapi, page
from rooftree.api.reading import declared
from rooftree.api.v1.api import api


def _reads() -> list[URLPattern]:
    """The declared reads; what the library would add by itself (a root, its own documents) is left out."""
    found, _, _ = api.urls
    kept = [one for one in found if isinstance(one, URLPattern) and one.name in declared]
    for one in kept:
        setattr(one.callback, "visible_to", declared[str(one.name)])  # noqa: B010 - a function, to its types
    return kept


urlpatterns = [
    path("", page.page, name="api"),
    path("openapi.json", openapi.openapi, name="api-openapi"),
    *_reads(),
]
