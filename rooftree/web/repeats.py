"""What a page repeats by the hundred (facts, cells, sources, entries), drawn by Jinja.

Django's own templates take most of a long page's time over such rows; Jinja compiles them. Everything else
stays with Django's: these are macros of a few lines, reached by the tags in `templatetags/repeats.py`.
"""

from functools import cache, lru_cache
from typing import Any

from django.template import engines
from django.utils.safestring import SafeString
from jinja2 import Environment
from markupsafe import Markup, escape

from rooftree.web.components import marks, words
from rooftree.web.components.parts import Link, Source
from rooftree.web.components.unbroken import unbroken


def environment(**options: Any) -> Environment:
    """The Jinja environment, with the words that pages use; it escapes all that is not known to be safe."""
    made = Environment(**options | {"autoescape": True})  # noqa: S701 - it does escape
    made.filters["shown"] = words.shown
    made.filters["number"] = words.number
    made.filters["unbroken"] = unbroken
    made.globals["status"] = marks.status
    made.globals["icon"] = marks.icon
    made.globals["source"] = source
    made.globals["cell"] = cell
    return made


def cell(of: Any) -> Markup:
    """One cell of a table (showing.tables.Cell): what it says, where it leads, how it stands."""
    # 1, 1.0 and True are the same to a cache, and not to readers.
    return _cell(of, type(of.value).__name__, type(of.sub).__name__)


@lru_cache(maxsize=16_384)
def _cell(of: Any, *_types: str) -> Markup:
    said: object = unbroken(words.shown(of.value)) if of.value is not None else words.NOT_KNOWN
    told = escape(said)
    if of.href:
        told = Markup(f'<a href="{escape(of.href)}">{told}</a>')  # noqa: S704 - both are escaped
    elif of.value is None:
        told = Markup("") if of.blank else Markup(f'<span class="rt-soft">{told}</span>')  # noqa: S704 - as above
    elif of.blank and not of.value:
        told = Markup("")
    if of.status:
        told += " " if of.value else ""
        told += marks.status(of.status)
    if of.sub:
        told += Markup(f'<span class="rt-sub">{escape(unbroken(words.shown(of.sub)))}</span>')  # noqa: S704
    return told


@lru_cache(maxsize=16_384, typed=True)
def _row(label: str, value: object, may_follow: bool) -> Markup:
    """One line of a note of sources; a page has hundreds, and most stand on the next page, too."""
    if isinstance(value, Link):
        said: object = escape(value.words)
        said = Markup(f'<a href="{escape(value.href)}">{said}</a>') if may_follow else said  # noqa: S704
    else:
        said = unbroken(words.shown(value))
    return Markup(f"<dt>{escape(label)}</dt><dd>{escape(said)}</dd>")  # noqa: S704 - all of it is escaped


_NAMED = '<span class="govuk-visually-hidden">Source{}: </span>'


def source(of: Source | None, may_open: bool) -> Markup:
    """Where a value came from: a dotted link that opens a note; one is open at a time.

    A page has up to two hundred of them. `may_open`: extracts are links for this viewer.
    """
    if of is None:
        return Markup("")
    if not (of.rows or of.note):
        return Markup(f'<span class="rt-source rt-soft">{escape(of.summary)}</span>')  # noqa: S704
    named = _NAMED.format(f" of {escape(of.about)}" if of.about else "")
    rows = "".join([_row(label, value, may_open) for label, value in of.rows])
    note = (f"<dl>{rows}</dl>" if rows else "") + (f"<p>{escape(of.note)}</p>" if of.note else "")
    return Markup(  # noqa: S704 - every piece of it is escaped
        f'<details class="rt-source" name="source"><summary>{named}{escape(unbroken(of.summary))}</summary>'
        f'<div class="rt-source__panel">{note}</div></details>'
    )


@cache
def macro(name: str) -> Any:
    """A macro by the name of its file and its own: `macro("facts.facts")`."""
    file, _, own = name.partition(".")
    return getattr(engines["jinja2"].env.get_template(f"repeats/{file}.html").module, own)  # type: ignore[attr-defined]


def drawn(name: str, *given: Any) -> SafeString:
    """What a macro makes of what it is given."""
    made: str = macro(name)(*given)
    return SafeString(made)
