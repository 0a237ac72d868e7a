"""Where every address leads."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("rooftree.api.urls")),
    path("", include("rooftree.web.urls")),
    path("", include("rooftree.web.staff.urls")),
]

handler403 = "rooftree.web.errors.forbidden"
handler404 = "rooftree.web.errors.not_found"
handler500 = "rooftree.web.errors.broken"
