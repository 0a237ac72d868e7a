"""How people are called."""

import re

SORTED_LETTERS = 100
"""So much of a name counts for its place in a list: an index takes no row longer than its page."""


def humane(name: str) -> str:
    """A name typed in capitals as people write it; every other spelling is left as it is."""
    return " ".join(_word(word) for word in name.split())


def _word(word: str) -> str:
    if len(word) < 2 or not word.isupper():
        return word
    cased = re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)
    return re.sub(r"\bMc([a-z])", lambda part: f"Mc{part[1].upper()}", cased)
