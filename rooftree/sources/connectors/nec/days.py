"""NEC's days as text into days, only to put rows in order: the mapping reads them for the record."""

from datetime import date

import ibis

from rooftree.engine.typed import dates, functions
from rooftree.sources.connectors.reading import Column

MASKS = ["%d-%b-%Y", "%d-%b-%Y %H:%M:%S"]
OPEN = date(1900, 1, 1)


def day(text: Column) -> Column:
    """The day, or null when it is missing, cannot be read, or is the sentinel for open."""
    return functions.applied("nec_day", _day, text)


def _day(text: Column) -> Column:
    read = dates.date(text, MASKS)
    return ibis.ifelse(read == OPEN, ibis.null("date"), read)
