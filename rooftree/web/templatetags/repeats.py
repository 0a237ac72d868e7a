"""Tags for what a page repeats by the hundred; see rooftree/web/repeats.py."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from rooftree.reference.accounts.rules import ANONYMOUS, may_see_extracts
from rooftree.web import repeats
from rooftree.web.components.parts import Entry, Fact, Link, Source
from rooftree.web.context import MenuGroup

register = template.Library()


def _may_open_extracts(context: Context) -> bool:
    """What was received is a link for those alone who may see it."""
    viewer = getattr(getattr(context, "request", None), "viewer", ANONYMOUS)
    return may_see_extracts(viewer)


@register.simple_tag(takes_context=True)
def source(context: Context, of: Source) -> SafeString:
    """Where a value came from."""
    return SafeString(repeats.source(of, _may_open_extracts(context)))


@register.simple_tag(takes_context=True)
def facts(context: Context, of: Sequence[Fact], *, plain: bool = False) -> SafeString:
    """Facts down, each with its source in the margin unless `plain`."""
    return repeats.drawn("facts.facts", of, plain, _may_open_extracts(context))


@register.simple_tag(takes_context=True)
def timeline(context: Context, of: Sequence[Entry]) -> SafeString:
    """What happened, newest first."""
    return repeats.drawn("timeline.timeline", of, _may_open_extracts(context))


@register.simple_tag
def cell(of: Any) -> SafeString:
    """One cell of a table of records."""
    return SafeString(repeats.cell(of))


@register.simple_tag(takes_context=True)
def record_lines(context: Context, block: Any) -> SafeString:
    """The rows of a table of records, each with its source at the end."""
    return repeats.drawn("table.lines", block, _may_open_extracts(context))


@register.simple_tag
def side(links: Sequence[Link], label: str, are_pages: object = "") -> SafeString:
    """The sections of a record, at the side."""
    return repeats.drawn("side.side", links, label, are_pages)


@register.simple_tag(takes_context=True)
def menu_bar(context: Context) -> SafeString:
    """The parts of the menu in a line, folded on phones."""
    return _menu("menu.bar", tuple(context["menu"]), str(context.get("nav", "")))


@register.simple_tag(takes_context=True)
def menu_beneath(context: Context) -> SafeString:
    """What the part of the menu that the page is in holds."""
    return _menu("menu.beneath", tuple(context["menu"]), str(context.get("nav", "")))


@lru_cache(maxsize=1024)
def _menu(name: str, menu: tuple[MenuGroup, ...], nav: str) -> SafeString:
    """The same for everybody of a role, on every page of a part."""
    return repeats.drawn(name, menu, nav)


@register.simple_tag
def list_lines(of: Sequence[Any]) -> SafeString:
    """The rows of a list, each with a box to tick."""
    return repeats.drawn("list.lines", of)


@register.simple_tag
def list_choices(of: Sequence[Any]) -> SafeString:
    """What a filter offers, with how many of each where that is known."""
    return repeats.drawn("list.choices", of)
