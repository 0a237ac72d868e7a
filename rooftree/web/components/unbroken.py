"""Words that a line must not part: a day from its year, and the halves of a postcode."""

import re

from markupsafe import Markup, escape

TOGETHER = re.compile(r"\b(\d{1,2}[ \u00a0][A-Z][a-z]{2,8} \d{4}|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b")


def unbroken(value: object) -> object:
    """A text with its days and postcodes kept whole; whoever copies them gets plain spaces."""
    text = str(value)
    if " " not in text or hasattr(value, "__html__"):
        return value
    pieces = TOGETHER.split(text)
    if len(pieces) == 1:
        return value
    kept = Markup('<span class="rt-nb">{}</span>')
    return Markup("").join(kept.format(one) if at % 2 else escape(one) for at, one in enumerate(pieces))
