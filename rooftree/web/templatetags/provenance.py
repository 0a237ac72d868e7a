"""Tags of source notes: what only some viewers may open is a link for them alone."""

from django import template
from django.template import Context
from django.utils.html import format_html

from rooftree.reference.accounts.rules import ANONYMOUS, may_see_extracts
from rooftree.web.components.parts import Link

register = template.Library()


@register.simple_tag(takes_context=True)
def told_extract(context: Context, link: Link) -> str:
    """The extract that a value came from: a link for those who may see what was received."""
    viewer = getattr(getattr(context, "request", None), "viewer", ANONYMOUS)
    if not may_see_extracts(viewer):
        return link.words
    return format_html('<a href="{}">{}</a>', link.href, link.words)
