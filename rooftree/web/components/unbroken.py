"""Words that a line must not part: a day from its year, the parts of a postcode or of a reference."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

DAY = r"\d{1,2}[ \u00a0][A-Z][a-z]{2,8} \d{4}"
POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
REFERENCE = (
    r"(?=[A-Z\d/-]{3,21}(?![\w/-]))(?=[A-Z/-]*\d)(?=[\d/-]*[A-Z]|(?:[/-]?\d){6})[A-Z\d]+(?:[-/][A-Z\d]+)+"
)
"""Browsers end a line at a stroke between letters or figures; a very long one may part, to fit at all."""
TOGETHER = re.compile(rf"(?<![\w/-])({DAY}|{POSTCODE}|{REFERENCE})(?![\w/-])")


def unbroken(value: object) -> object:
    """A text with its days, postcodes and references kept whole; whoever copies them gets plain spaces."""
    text = str(value)
    if hasattr(value, "__html__") or not any(mark in text for mark in " -/"):
        return value
    return _marked(text) or value


@lru_cache(maxsize=4096)
def _marked(text: str) -> Markup | None:
    """The same few hundred days and references stand on page after page."""
    pieces = TOGETHER.split(text)
    if len(pieces) == 1:
        return None
    said = (
        f'<span class="rt-nb">{escape(one)}</span>' if at % 2 else escape(one)
        for at, one in enumerate(pieces)
    )
    return Markup("".join(said))  # noqa: S704 - each piece is escaped
