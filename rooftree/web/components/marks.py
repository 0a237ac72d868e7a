"""Small marks beside words: an icon, and how something stands. Tags of the same names draw them."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from rooftree.web.components.parts import Kind, Status

ICON_OF = {
    Kind.OK: "tick",
    Kind.DUE: "clock",
    Kind.OVER: "warn",
    Kind.YOU: "hand",
    Kind.WAIT: "wait",
    Kind.NOW: "half",
    Kind.NONE: "dash",
}

WHOLE = 20
"""A status of so few letters stays in one line: "61 days overdue"."""


def icon(name: str) -> SafeString:
    """One of the icons of components/sprite.html; never alone, always beside its words."""
    return format_html(
        '<svg class="rt-icon" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>',
        name,
    )


def status(of: str | Status, said: object = "") -> SafeString:
    """`{% status "due" "Due for review" %}`, or `{% status row.status %}` with a parts.Status."""
    known, said = (of.kind, of.words) if isinstance(of, Status) else (Kind(of), said)
    return format_html(
        '<span class="rt-status rt-status--{}">{}<span{}>{}</span></span>',
        known.value,
        icon(ICON_OF[known]),
        SafeString(' class="rt-nb"') if len(str(said)) <= WHOLE else "",
        said,
    )
