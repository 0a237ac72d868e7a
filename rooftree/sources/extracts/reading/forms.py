"""Which reader reads which form."""

from pathlib import Path

from rooftree.sources.extracts.reading import csv_text, parquet, spreadsheet
from rooftree.sources.extracts.reading.content import Content
from rooftree.sources.extracts.reading.folder import parted
from rooftree.sources.extracts.rules.headings import KnownColumns
from rooftree.sources.extracts.rules.limits import LIMITS, Limits

READERS = {
    ".csv": csv_text.read,
    ".csv.gz": csv_text.read,
    ".xlsx": spreadsheet.read,
    ".parquet": parquet.read,
}


def read(path: Path, known: KnownColumns, *, limits: Limits = LIMITS) -> Content:
    """The file, read as far as its headings."""
    return READERS[parted(path.name)[1]](path, known, limits=limits)
