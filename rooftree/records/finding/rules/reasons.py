"""Why a home, block or person was found, in words."""

import datetime
from collections.abc import Sequence

from rooftree.records.finding.rules import spelling
from rooftree.records.finding.rules.meaning import How, Meaning

SAYS = {
    How.OTHER: "“{typed}” can be {word}",
    How.BEGINS: "“{typed}” begins {word}",
    How.SLIP: "“{typed}” is spelt nearly {word}",
    How.ALIKE: "“{typed}” is much like {word}",
}


def why(
    words: Sequence[str], label: str, meanings: Sequence[Meaning], *, born_on: datetime.date | None = None
) -> str:
    """What of the record fits, and where what was typed is not quite what it says."""
    own, elsewhere, slips, called = 0, 0, [], []
    shown = set(spelling.plain(label).split())
    for one in meanings:
        best = _best(words, one)
        if best is None:
            continue
        word, how = best
        bare = word.lstrip("+@")
        own, elsewhere = own + (word[0] not in "+@"), elsewhere + (word[0] == "@")
        if how in SAYS:
            slips.append(SAYS[how].format(typed=one.typed, word=bare.title()))
        if word[0] not in "+@" and bare not in shown:
            called.append(bare.title())
    return "; ".join([_what(own, elsewhere, born_on), *_called(called), *slips])


def _best(words: Sequence[str], meaning: Meaning) -> tuple[str, How] | None:
    """The word of the record that what was typed stands for; its own before its home's."""
    if meaning.is_initial:
        fitting = [word for word in words if word.lstrip("+").startswith(meaning.typed)]
        return (fitting[0], How.INITIAL) if fitting else None
    found = [(word, how) for word in words if (how := meaning.how(word.lstrip("+@")))]
    return max(found, key=lambda one: (one[1], one[0][0] != "@"), default=None)


def _what(own: int, elsewhere: int, born_on: datetime.date | None) -> str:
    if born_on:
        return "The name and date of birth fit" if own else "The date of birth fits"
    if own and elsewhere:
        return "The name and home fit"
    return "The name fits" if own else "The address fits"


def _called(names: Sequence[str]) -> list[str]:
    together = list(dict.fromkeys(names))
    return [f"also called {' '.join(together)} in our records"] if together else []
