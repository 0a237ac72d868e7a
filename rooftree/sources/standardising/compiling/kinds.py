"""Each kind of value that a rule may ask for (`as = "..."`): how text becomes one, and what is reported."""

import datetime
from collections.abc import Callable
from typing import Any

import ibis

from rooftree.engine.typed import dates, numbers
from rooftree.reference.standard.rules import ContractColumn
from rooftree.sources.standardising.compiling.cells import Column, Setting
from rooftree.sources.standardising.values import identifiers

Typed = tuple[Column, str, Column]
"""The value, the kind of problem, and where it is so."""
NEVER = ibis.literal(False)


def _read(kind: str, value: Column, text: Column) -> Typed:
    """Text that could not be read is a problem."""
    return value, kind, text.notnull() & value.isnull()


def _odd(kind: str, value: Column, pattern: str) -> Typed:
    """A value without the usual form is kept, and is a problem."""
    return value, kind, value.notnull() & ~value.re_search(pattern)


def _date(text: Column, setting: Setting) -> Typed:
    value, kind, bad = _read("bad_date", dates.date(text, _masks(setting)), text)
    return _without_sentinels(value, setting), kind, bad


def _moment(text: Column, setting: Setting) -> Typed:
    value, kind, bad = _read("bad_date", dates.moment(text, _masks(setting)), text)
    day = dates.date(text, _masks(setting))
    kept = ibis.ifelse(_without_sentinels(day, setting).isnull(), ibis.null(value.type()), value)
    return (kept if setting.said("open_dates") else value), kind, bad


def _masks(setting: Setting) -> list[str]:
    return list(dict.fromkeys([*setting.said("dates"), *setting.mapping.get("moments", [])]))


def _without_sentinels(day: Column, setting: Setting) -> Column:
    for sentinel in setting.said("open_dates"):
        day = day.nullif(ibis.literal(datetime.date.fromisoformat(sentinel)))
    return day


def _year(text: Column, setting: Setting) -> Typed:
    year = numbers.integer(text)
    real = ibis.ifelse(year.between(1000, 2999), year, ibis.null("int64"))
    value = ibis.coalesce(real, dates.date(text, _masks(setting)).year().cast("int64"))
    return _read("bad_date", value, text)


def _flag(text: Column, setting: Setting) -> Typed:
    plain = text.strip().upper()
    true = [each.upper() for each in setting.said("true")] or ["Y", "YES", "TRUE", "1"]
    false = [each.upper() for each in setting.said("false")] or ["N", "NO", "FALSE", "0"]
    value = ibis.cases((plain.isin(true), True), (plain.isin(false), False), else_=ibis.null("boolean"))
    return _read("bad_flag", value, text)


KINDS: dict[str, Callable[[Column, Setting], Typed]] = {
    "text": lambda text, _: (text, "", NEVER),
    "upper": lambda text, _: (text.strip().upper(), "", NEVER),
    "name": lambda text, _: (text.re_replace(r"\s+", " ").strip().nullif(""), "", NEVER),
    "flag": _flag,
    "date": _date,
    "moment": _moment,
    "year": _year,
    "integer": lambda text, _: _read("bad_number", numbers.integer(text), text),
    "number": lambda text, _: _read("bad_number", numbers.number(text), text),
    "pounds": lambda text, _: _read("bad_number", numbers.pence(text), text),
    "uprn": lambda text, _: _read("bad_uprn", identifiers.uprn(text), text),
    "postcode": lambda text, _: _odd("bad_postcode", identifiers.postcode(text), identifiers.POSTCODE),
    "phone": lambda text, _: _phone(text),
    "email": lambda text, _: _odd("bad_email", identifiers.email(text), identifiers.EMAIL),
    "nino": lambda text, _: _read("bad_nino", identifiers.nino(text), text),
}


def _phone(text: Column) -> Typed:
    value = identifiers.phone(text)
    usual = ibis.coalesce(value.re_search(identifiers.PHONE), False)
    return value, "bad_phone", text.notnull() & ~usual


BY_TYPE = {"string": "text", "date": "date", "timestamp": "moment", "boolean": "flag"}
BY_NAME = {"uprn": "uprn", "postcode": "postcode", "home_postcode": "postcode"}


def kind_of(column: ContractColumn, asked: Any) -> str:
    """The kind that the rule asks for, or else the one that the contract's column implies."""
    if isinstance(asked, str):
        return asked
    if column.name in BY_NAME:
        return BY_NAME[column.name]
    if column.unit == "pence":
        return "pounds"
    if column.physical_type == "integer":
        return "year" if column.name.endswith("_year") else "integer"
    return BY_TYPE.get(column.physical_type, "number")
