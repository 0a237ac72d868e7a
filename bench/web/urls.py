"""Rooftree's own addresses, and the bare view beside them; mounted by the bench alone."""

from django.urls import path

from bench.web.bare import bare
from rooftree.config import urls

urlpatterns = [path("bench/bare/<uuid:home_id>/", bare, name="bench-bare"), *urls.urlpatterns]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
