"""Addresses in a form in which two systems' spellings of one home are alike."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

Column = Any

SPELT_OUT = (
    (r"\b(rd)\b", "road"), (r"\b(ave|av)\b", "avenue"), (r"\b(cl)\b", "close"), (r"\b(ct|crt)\b", "court"),
    (r"\b(cres|crs)\b", "crescent"), (r"\b(dr)\b", "drive"), (r"\b(gdns|gdn)\b", "gardens"),
    (r"\b(gr|grv)\b", "grove"), (r"\b(hse)\b", "house"), (r"\b(la|ln)\b", "lane"), (r"\b(pl)\b", "place"),
    (r"\b(pk)\b", "park"), (r"\b(sq)\b", "square"), (r"\b(tce|terr|ter)\b", "terrace"),
    (r"\b(wy)\b", "way"), (r"\b(bldgs|bldg)\b", "buildings"), (r"\b(apt|apartment|flt)\b", "flat"),
)  # fmt: skip
"""`st` is not here: it is a street before a comma or at the end, else a saint."""


def normalised(line: Column) -> Column:
    """Lower case, abbreviations spelt out, punctuation gone, one space between words."""
    text = line.lower().replace("&", " and ").re_replace(r"['’.]", "")
    text = text.re_replace(r"\bst\s*(,|$)", r"street\1").re_replace(r"\bst\b", "saint")
    text = text.re_replace(r"\b(no|number)\s+([0-9])", r"\2")
    for pattern, word in SPELT_OUT:
        text = text.re_replace(pattern, word)
    text = text.re_replace(r"[^a-z0-9]+", " ").re_replace(r"\b([0-9]+) ([a-z])\b", r"\1\2")
    return text.strip().nullif("")


def search_key(line: Column, postcode: Column) -> Column:
    """Postcode without its space, every number, and the start of the first name: `ZZ42LH 2 14 sta`.

    Homes with the same key are worth comparing; the rest of the line (town, county) does not part them.
    """
    text = normalised(line)
    numbers = text.re_replace(r"\b[a-z]+\b", " ").re_replace(r"\s+", " ").strip()
    names = text.re_replace(r"\b([a-z]*[0-9]+[a-z]*|flat|room|unit|the|floor)\b", " ").strip()
    parts = [postcode.re_replace(r"\s+", "").upper(), numbers, names.substr(0, 3).strip()]
    whole = ibis.literal("")
    for part in parts:
        whole = whole + ibis.coalesce(part, "") + " "
    return ibis.ifelse(text.notnull(), whole.re_replace(r"\s+", " ").strip().nullif(""), ibis.null(dt.string))
