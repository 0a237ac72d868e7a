"""What a page repeats by the hundred (facts, cells, sources, entries), drawn by Jinja.

Django's own templates take most of a long page's time over such rows; Jinja compiles them. Everything else
stays with Django's: these are macros of a few lines, reached by the tags in `templatetags/repeats.py`.
"""

from functools import cache
from typing import Any

from django.template import engines
from django.utils.safestring import SafeString
from jinja2 import Environment

from rooftree.web.components import marks, words
from rooftree.web.components.parts import Link
from rooftree.web.components.unbroken import unbroken


def environment(**options: Any) -> Environment:
    """The Jinja environment, with the words that pages use; it escapes all that is not known to be safe."""
    made = Environment(**options | {"autoescape": True})  # noqa: S701 - it does escape
    made.filters["shown"] = words.shown
    made.filters["number"] = words.number
    made.filters["unbroken"] = unbroken
    made.globals["status"] = marks.status
    made.globals["icon"] = marks.icon
    made.tests["link"] = lambda value: isinstance(value, Link)
    return made


@cache
def macro(name: str) -> Any:
    """A macro by the name of its file and its own: `macro("source.source")`."""
    file, _, own = name.partition(".")
    return getattr(engines["jinja2"].env.get_template(f"repeats/{file}.html").module, own)  # type: ignore[attr-defined]


def drawn(name: str, *given: Any) -> SafeString:
    """What a macro makes of what it is given."""
    made: str = macro(name)(*given)
    return SafeString(made)
