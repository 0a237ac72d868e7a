"""Tags for what a page repeats by the hundred; see rooftree/web/repeats.py."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from rooftree.reference.accounts.rules import ANONYMOUS, may_see_extracts
from rooftree.web import repeats
from rooftree.web.components.parts import Entry, Fact, Source

register = template.Library()


def _drawn(name: str, *given: Any) -> SafeString:
    drawn: str = repeats.macro(name)(*given)
    return SafeString(drawn)


def _may_open_extracts(context: Context) -> bool:
    """What was received is a link for those alone who may see it."""
    viewer = getattr(getattr(context, "request", None), "viewer", ANONYMOUS)
    return may_see_extracts(viewer)


@register.simple_tag(takes_context=True)
def source(context: Context, of: Source) -> SafeString:
    """Where a value came from."""
    return _drawn("source.source", of, _may_open_extracts(context))


@register.simple_tag(takes_context=True)
def facts(context: Context, of: Sequence[Fact], *, plain: bool = False) -> SafeString:
    """Facts down, each with its source in the margin unless `plain`."""
    return _drawn("facts.facts", of, plain, _may_open_extracts(context))


@register.simple_tag(takes_context=True)
def timeline(context: Context, of: Sequence[Entry]) -> SafeString:
    """What happened, newest first."""
    return _drawn("timeline.timeline", of, _may_open_extracts(context))


@register.simple_tag
def cell(of: Any) -> SafeString:
    """One cell of a table of records."""
    return _drawn("cell.cell", of)


@register.simple_tag(takes_context=True)
def record_lines(context: Context, block: Any) -> SafeString:
    """The rows of a table of records, each with its source at the end."""
    return _drawn("table.lines", block, _may_open_extracts(context))


@register.simple_tag
def list_lines(of: Sequence[Any]) -> SafeString:
    """The rows of a list, each with a box to tick."""
    return _drawn("list.lines", of)


@register.simple_tag
def list_choices(of: Sequence[Any]) -> SafeString:
    """What a filter offers, with how many of each where that is known."""
    return _drawn("list.choices", of)
