"""Rooftree's own settings, and two things more: the bare view, and a count of statements for who asks."""

from rooftree.config.settings import *  # noqa: F403
from rooftree.config.settings import MIDDLEWARE as OURS

ROOT_URLCONF = "bench.web.urls"
MIDDLEWARE = ["bench.web.bare.CountMiddleware", *OURS]
