"""Each kind of value that a rule may ask for (`as = "..."`): how text is read, and which readings are odd."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import ibis

from rooftree.engine.typed import dates, numbers
from rooftree.reference.standard.rules import Contract, ContractColumn
from rooftree.sources.standardising.compiling.cells import Column
from rooftree.sources.standardising.rules import LONGEST_REFERENCE
from rooftree.sources.standardising.values import identifiers

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Words:
    """The mapping's own words that a kind may need: masks, sentinels, yes and no."""

    dates: tuple[str, ...]
    moments: tuple[str, ...]
    open_dates: tuple[str, ...]
    true: tuple[str, ...]
    false: tuple[str, ...]

    @property
    def for_days(self) -> list[str]:
        """Every mask, those of days first: a day column may hold a moment."""
        return list(dict.fromkeys([*self.dates, *self.moments]))

    @property
    def for_moments(self) -> list[str]:
        """Every mask, those of moments first: a moment column may hold a bare day."""
        return list(dict.fromkeys([*self.moments, *self.dates]))


def words(rule: Mapping[str, Any], mapping: Mapping[str, Any]) -> Words:
    """The words that the column's rule gives, or else the mapping as a whole."""
    names = ("dates", "moments", "open_dates", "true", "false")
    return Words(**{name: tuple(rule.get(name, mapping.get(name, ()))) for name in names})


@dataclass(frozen=True)
class Kind:
    """How text is read; what is reported, and when; what the reading finally becomes."""

    read: Callable[[Column, Words], Column]
    problem: str = ""
    form: str = ""
    """A reading without this form is kept, and reported; without a form, what cannot be read is reported."""
    finish: Callable[[Column, Words], Column] | None = None
    worded: bool = True
    """Whether the mapping's own words matter to it."""

    def odd(self, text: Column, value: Column) -> Column:
        """Where the problem is."""
        if self.form:
            return text.notnull() & ~ibis.coalesce(value.re_search(self.form), False)
        return unread(text, value)


def unread(text: Column, value: Column) -> Column:
    """Where there is text, but no reading of it."""
    return text.notnull() & value.isnull()


def _closed(value: Column, words: Words) -> Column:
    """Without the days that stand for "open"."""
    for sentinel in words.open_dates:
        value = value.nullif(ibis.literal(datetime.date.fromisoformat(sentinel)))
    return value


def _closed_moment(value: Column, words: Words) -> Column:
    for sentinel in words.open_dates:
        midnight = datetime.datetime.fromisoformat(sentinel).replace(tzinfo=LONDON)
        value = value.nullif(ibis.literal(midnight.astimezone(datetime.UTC), dates.UTC))
    return value


def _year(text: Column, words: Words) -> Column:
    year = numbers.integer(text)
    real = ibis.ifelse(year.between(1000, 2999), year, ibis.null("int64"))
    return ibis.coalesce(real, dates.date(text, words.for_days).year().cast("int64"))


def _flag(text: Column, words: Words) -> Column:
    plain = text.strip().upper()
    true = [each.upper() for each in words.true] or ["Y", "YES", "TRUE", "1"]
    false = [each.upper() for each in words.false] or ["N", "NO", "FALSE", "0"]
    return ibis.cases((plain.isin(true), True), (plain.isin(false), False), else_=ibis.null("boolean"))


def _form(pattern: str, problem: str, read: Callable[[Column], Column]) -> Kind:
    return Kind(lambda text, _: read(text), problem, pattern, worded=False)


def _plain(problem: str, read: Callable[[Column], Column]) -> Kind:
    return Kind(lambda text, _: read(text), problem, worded=False)


def _reference(text: Column) -> Column:
    """An index cannot hold what is very long, nor is that a reference: something else came into its place."""
    return ibis.ifelse(text.length() <= LONGEST_REFERENCE, text, ibis.null("string"))


def _postcode(text: Column) -> Column:
    """What has not the form of one is kept, as far as an index can hold it."""
    return identifiers.postcode(text).substr(0, LONGEST_REFERENCE)


KINDS: dict[str, Kind] = {
    "text": _plain("", lambda text: text),
    "reference": _plain("long_reference", _reference),
    "upper": _plain("", lambda text: text.strip().upper()),
    "name": _plain("", lambda text: text.re_replace(r"\s+", " ").strip().nullif("")),
    "flag": Kind(_flag, "bad_flag"),
    "date": Kind(lambda text, words: dates.date(text, words.for_days), "bad_date", finish=_closed),
    "moment": Kind(
        lambda text, words: dates.moment(text, words.for_moments), "bad_date", finish=_closed_moment
    ),
    "year": Kind(_year, "bad_year"),
    "integer": _plain("bad_number", numbers.integer),
    "number": _plain("bad_number", numbers.number),
    "pounds": _plain("bad_number", numbers.pence),
    "uprn": _plain("bad_uprn", identifiers.uprn),
    "nino": _plain("bad_nino", identifiers.nino),
    "postcode": _form(identifiers.POSTCODE, "bad_postcode", _postcode),
    "phone": _form(identifiers.PHONE, "bad_phone", identifiers.phone),
    "email": _form(identifiers.EMAIL, "bad_email", identifiers.email),
}

BY_TYPE = {"string": "text", "date": "date", "timestamp": "moment", "boolean": "flag"}
BY_NAME = {"uprn": "uprn", "postcode": "postcode", "home_postcode": "postcode"}


def kind_of(contract: Contract, column: ContractColumn, asked: Any) -> str:
    """The kind that the rule asks for, or else the one that the contract's column implies."""
    if isinstance(asked, str):
        return asked
    if column.name in BY_NAME:
        return BY_NAME[column.name]
    if column.unit == "pence":
        return "pounds"
    if column.physical_type == "integer":
        return "year" if column.name.endswith("_year") else "integer"
    if column.physical_type == "string" and _refers(contract, column):
        return "reference"
    return BY_TYPE.get(column.physical_type, "number")


def _refers(contract: Contract, column: ContractColumn) -> bool:
    """Whether a text is a reference: what links lead by, and what its name says is one."""
    return column.name.endswith("_ref") or column.name in {link.source_column for link in contract.links}
