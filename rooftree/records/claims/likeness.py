"""When a word is nearly a word of a column, whatever its case: a slip of the finger, not another name."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import F, Q
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual

NEAR_ENOUGH_LETTERS = 4
"""A shorter word has too few letters for "nearly" to mean anything."""
NEAR = 0.45
"""One letter wrong, missing or changed about in a word of seven letters still passes."""


def near(word: str, column: str) -> Q:
    """Rows in which some word of the column is nearly this one; a short word must be there as it is."""
    if len(word) < NEAR_ENOUGH_LETTERS:
        return Q(**{f"{column}__icontains": word})
    return Q(GreaterThanOrEqual(TrigramWordSimilarity(word, column), NEAR))


def likeness(words: Sequence[str], column: str) -> Any:
    """How like the words the column is, all together, to put the nearest first."""
    each: list[Any] = [Coalesce(TrigramWordSimilarity(word, F(column)), 0.0) for word in words]
    return reduce(lambda one, other: CombinedExpression(one, "+", other), each)
