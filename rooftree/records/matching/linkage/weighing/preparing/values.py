"""One form for each value, as expressions: what is missing, or stands for "not known", is null."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

from rooftree.engine.typed import dates
from rooftree.records.matching.linkage.keys import NO_NAMES, SPELLED_OUT, blank_to_null

Column = Any

TITLES = r"^(mr|mrs|ms|miss|mx|dr|sir|dame|rev|prof)(\. *| +|$)"
MASKS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%Y%m%d")
"""Ways a day is written beside ISO and spreadsheet serial numbers; the day before the month, as here."""
STAND_INS = ("1900-01-01", "1901-01-01", "1899-12-30", "1899-12-31", "9999-12-31")
"""Days that systems put where a date of birth is not known."""
NO_NINOS = ("AB123456C", "QQ123456C", "AA123456A", "JY123456D")
NO_MAIL = r"^(no|none|na|n/a|unknown|noemail|noreply|no-?reply|test|tbc|refused)?@"
NO_TEXT = ibis.null(dt.string)


def _strip(text: str) -> Any: ...


_without_accents = ibis.udf.scalar.builtin(_strip, name="strip_accents", signature=((dt.string,), dt.string))


def _slips(one: str, other: str) -> Any: ...


slips = ibis.udf.scalar.builtin(
    _slips, name="damerau_levenshtein", signature=((dt.string, dt.string), dt.int64)
)
"""How many letters must be changed, added, dropped or turned to make one text of the other."""


BARRED = ("łøđðıħ", "loddih")
"""Letters whose bar is no accent, and what they are written as without it."""


def name(text: Column) -> Column:
    """Small letters of any script, no title, accents or marks; words apart by one blank, hyphens kept."""
    plain = _without_accents(text.lower()).translate(*BARRED).replace("ß", "ss").replace("æ", "ae")
    plain = plain.re_replace(r"['’`]|\p{Cf}", "").strip().re_replace(TITLES, "")
    words = plain.re_replace(r"[^\p{L}\p{M}\- ]", " ").re_replace(r" *- *", "-").re_replace(r"\s+", " ")
    words = words.re_replace(r"^[ -]+|[ -]+$", "")
    return ibis.ifelse(words.isin(("", *NO_NAMES)), NO_TEXT, words)


def first_word(words: Column) -> Column:
    """“Mary Ann” is known as Mary."""
    return words.re_extract(r"^([^ ]+)", 1).nullif("")


def other_words(words: Column) -> Column:
    """What follows the first word."""
    return words.re_extract(r"^[^ ]+ (.+)$", 1).nullif("")


def day(text: Column) -> Column:
    """The date of birth as ISO text."""
    iso = dates.date(text.strip(), MASKS).strftime("%Y-%m-%d")
    return ibis.ifelse(iso.isin(STAND_INS), NO_TEXT, iso)


def day_is_unread(text: Column) -> Column:
    """That something is written there which is no day."""
    return blank_to_null(text.strip()).notnull() & dates.date(text.strip(), MASKS).isnull()


def sex(text: Column) -> Column:
    """m, f, or null for what says neither."""
    first = text.strip().lower()
    return ibis.cases(
        (first.re_search(r"^(m|male|man|boy)$"), "m"),
        (first.re_search(r"^(f|female|woman|girl)$"), "f"),
        else_=NO_TEXT,
    )


def sex_of_title(text: Column) -> Column:
    """m, f, or null for a title that either may have."""
    title = text.strip().lower().re_replace(r"[^a-z]", "")
    return ibis.cases(
        (title.isin(("mr", "sir", "lord", "master")), "m"),
        (title.isin(("mrs", "ms", "miss", "lady", "dame")), "f"),
        else_=NO_TEXT,
    )


def nino(text: Column) -> Column:
    """Without blanks; null for what nobody has: too few digits, temporary numbers, the forms' examples.

    A number of another form is kept, for it may agree.
    """
    plain = text.upper().re_replace(r"[^A-Z0-9]", "")
    told = plain.re_search(r"^[A-Z0-9]{6,10}$") & (plain.re_replace(r"[^0-9]", "").length() >= 4)
    nobody = plain.isin(NO_NINOS) | plain.re_search(r"^TN|^..(0{6}|1{6}|9{6})")
    return ibis.ifelse(told & ~nobody, plain, NO_TEXT)


def email(text: Column) -> Column:
    """In small letters; null for what stands where there is none."""
    plain = text.lower().strip()
    return ibis.ifelse(plain.re_search(r"^[^@ ]+@[^@ ]+$") & ~plain.re_search(NO_MAIL), plain, NO_TEXT)


def phone(text: Column) -> Column:
    """Digits from 0 on, whatever the country code; null when too short or all alike."""
    digits = text.re_replace(r"\(0\)", "").re_replace(r"[^0-9]", "")
    national = "0" + digits.re_replace(r"^(00)?44(0?)", "").re_replace(r"^0+", "")
    varied = national.length() - national.replace(national.substr(5, 1), "").length() <= 8
    return ibis.ifelse((national.length() >= 10) & varied, national.substr(0, 11), NO_TEXT)


def postcode(text: Column) -> Column:
    """Capitals with the blank in its place; half of one is none, and ZZ99 means no fixed home."""
    plain = text.upper().re_replace(r"[^A-Z0-9]", "")
    spaced = plain.re_replace(r"(...)$", r" \1")
    whole = (plain.length() >= 5) | plain.re_search(r"^[0-9]{4}$")
    return ibis.ifelse(whole & ~plain.startswith("ZZ99"), spaced, NO_TEXT)


def uprn(text: Column) -> Column:
    """Digits without leading zeros."""
    return text.re_replace(r"\.0+$", "").re_replace(r"[^0-9]", "").re_replace(r"^0+", "").nullif("")


def numbers(address: Column) -> Column:
    """All numbers of an address in order (“16|25”), or its first word where it has none."""
    plain = address.lower().re_replace(r"[^a-z0-9]+", " ").strip()
    told = plain.re_replace(r"\b[a-z]+\b", " ").strip().re_replace(r"\s+", "|")
    return blank_to_null(ibis.ifelse(told == "", plain.re_extract(r"^(?:the )?([a-z]+)", 1), told))


KINDS = (*SPELLED_OUT, ("ln", "lane"), ("terr", "terrace"), ("gr", "grove"))


def street(address: Column) -> Column:
    """The last two words of an address, the kind of street written out; null for fewer."""
    plain = address.lower().re_replace(r"[^a-z0-9]+", " ").strip()
    name, kind = (plain.re_extract(r"\b([a-z]+) ([a-z]+)$", place) for place in (1, 2))
    return blank_to_null(name) + " " + kind.cases(*KINDS, else_=kind)
