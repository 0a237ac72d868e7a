"""Which given names stand for one another: short forms, and one name in several spellings.

The `nicknames` package knows American English; `given_names.csv` adds what is usual here, with the spellings
of names from South Asia, East Africa, the Middle East and Poland. A name that neither knows, and that is one
slip from one they know, may be a misspelling of it and stands for the same names.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pyarrow as pa
from nicknames import NickNamer, name_triplets
from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import cdist

SHORTEST_MISSPELT = 5
"""Among shorter names one slip makes another name too often."""
AT_ONCE = 2_000


def forms(names: list[str]) -> pa.Table:
    """Each name (`first_name`) with the full names it may stand for, itself among them (`first_forms`), and
    the letters that it or another form of it may begin with (`initials`)."""
    meant = _spelt_right(names)
    standing = [sorted({each, *(form for one in meant[each] for form in full_forms(one))}) for each in names]
    return pa.table(
        {
            "first_name": pa.array(names, pa.string()),
            "first_forms": pa.array(standing, pa.list_(pa.string())),
            "initials": pa.array([_initials(each) for each in names], pa.list_(pa.string())),
            "is_usual": pa.array([each in _known() for each in names], pa.bool_()),
        }
    )


def surname_forms(surnames: list[str]) -> pa.Table:
    """Each surname with what it stands for where it is a first name in the wrong place."""
    standing = pa.array([full_forms(each) for each in surnames], pa.list_(pa.string()))
    return pa.table({"surname": pa.array(surnames, pa.string()), "surname_forms": standing})


def full_forms(name: str) -> list[str]:
    """The name and the full names it may be short for."""
    return sorted({name, *_package().canonicals_of(name), *_ours()[0].get(name, ())})


def _spelt_right(names: list[str]) -> dict[str, list[str]]:
    """Each name itself, or the known names that are one slip from an unknown one."""
    known = sorted(_known())
    odd = [each for each in names if len(each) >= SHORTEST_MISSPELT and each not in _known()]
    found = {each: [each] for each in names}
    for start in range(0, len(odd), AT_ONCE):
        some = odd[start : start + AT_ONCE]
        near = cdist(some, known, scorer=DamerauLevenshtein.distance, score_cutoff=1) <= 1
        for place, each in enumerate(some):
            found[each] = [known[at] for at in near[place].nonzero()[0]] or [each]
    return found


@cache
def _known() -> frozenset[str]:
    """Every given name of four letters or more that is anybody's full or short name."""
    full, short = _ours()
    told = {*full, *short, *(each for line in name_triplets() for each in (line.name1, line.name2))}
    return frozenset(each for each in told if len(each) >= SHORTEST_MISSPELT - 1)


def _initials(name: str) -> list[str]:
    if len(name) == 1:
        return [name]
    full = full_forms(name)
    short = {each for one in full for each in (*_package().nicknames_of(one), *_ours()[1].get(one, ()))}
    return sorted({each[0] for each in (*full, *short)})


@cache
def _package() -> NickNamer:
    return NickNamer()


@cache
def _ours() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Full names by short ones, and short ones by full ones."""
    full: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    with Path(__file__).with_name("given_names.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            for each in row["also"].split():
                full[each].add(row["full"])
                short[row["full"]].add(each)
    return dict(full), dict(short)
