"""One way of writing a word, for the words that are kept and for those that are typed; and how near two are.

What is kept is written so by PostgreSQL, what is typed by Python. Both are made from the same lists here, and
neither leans on the database's locale or on an extension that another server may lack.
"""

import re
import unicodedata

SPECIAL = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i",
}  # fmt: skip
"""Letters that are no other letter with a mark on it."""
MARKS = r"[\u0300-\u036f]"
APOSTROPHES = r"[\u0027\u2018\u2019\u02bc\u0060]"
BETWEEN = r"[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\ufe00-\ufe0f]+"
"""Blanks and punctuation of every script in use; digits and letters, of any, are left."""
BEFORE_A_NAME = ("mc", "mac", "o")
"""Written apart or together: "Mc Donald", "O Brien"."""
SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("ph", "f"), ("gh", ""), ("kn", "n"), ("wr", "r"), ("wh", "w"), ("ck", "k"),
    ("ch", "c"), ("sh", "s"), ("th", "t"), ("dg", "j"), ("ce", "s"), ("ci", "s"), ("x", "ks"), ("q", "k"),
    ("c", "k"), ("z", "s"), ("v", "f"),
)  # fmt: skip
"""Spellings that sound alike, replaced in this order; what is left of the vowels goes afterwards."""
SILENT = "aeiouyhw"
SHORTEST_WITH_SLIPS = 3
"""In a shorter word one letter more or less is another word."""


def plain(text: str) -> str:
    """Small letters without accents; apostrophes gone, all other marks (and NUL) blanks."""
    apart = re.sub(MARKS, "", unicodedata.normalize("NFKD", text.replace("\x00", " "))).lower()
    for special, letters in SPECIAL.items():
        apart = apart.replace(special, letters)
    return re.sub(BETWEEN, " ", re.sub(APOSTROPHES, "", apart)).strip()


def plain_sql(text: str) -> str:
    """The same in SQL, for an expression that gives text; quick for texts without a letter beyond a to z."""
    apart = f"lower(regexp_replace(normalize({text}, NFKD), '{MARKS}', '', 'g'))"
    for special, letters in SPECIAL.items():
        apart = f"replace({apart}, '{special}', '{letters}')"
    careful = f"regexp_replace(regexp_replace({apart}, '{APOSTROPHES}', '', 'g'), '{BETWEEN}', ' ', 'g')"
    usual = f"regexp_replace(replace(replace(lower({text}), chr(39), ''), '`', ''), '[^a-z0-9]+', ' ', 'g')"
    return f"btrim(CASE WHEN octet_length({text}) > char_length({text}) THEN {careful} ELSE {usual} END)"


def sound(word: str) -> str:
    """How a word begins and which consonants it goes on with: "stephen" and "steven" are one."""
    for spelt, heard in SOUNDS:
        word = word.replace(spelt, heard)
    rest = "".join(letter for letter in word[1:] if letter not in SILENT)
    return re.sub(r"(.)\1+", r"\1", word[:1] + rest)


def sound_sql(word: str) -> str:
    """The same in SQL."""
    for spelt, heard in SOUNDS:
        word = f"replace({word}, '{spelt}', '{heard}')"
    heard = f"left({word}, 1) || translate(substr({word}, 2), '{SILENT}', '')"
    return rf"regexp_replace({heard}, '(.)\1+', '\1', 'g')"


def shortened(word: str) -> list[str]:
    """The word, and the word with each of its letters left out in turn.

    Two words with one of these in common are at most one letter, or one exchange of neighbours, apart.
    """
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


def slips(one: str, other: str, *, most: int = 2) -> int:
    """How many letters are wrong, missing, too many or exchanged with their neighbour; `most` + 1 is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        two_before, before = before, row
        row = [at]
        for by, against in enumerate(other, 1):
            cost = min(before[by] + 1, row[by - 1] + 1, before[by - 1] + (letter != against))
            if at > 1 and by > 1 and letter == other[by - 2] and one[at - 2] == against:
                cost = min(cost, two_before[by - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)
