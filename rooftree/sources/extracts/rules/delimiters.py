"""Marks that stand between columns where commas should."""

from rooftree.sources.extracts.rules.faults import Fault

DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "upright bars", "^": "carets", "~": "tildes"}


def wrong_delimiter(delimiter: str, words: str) -> Fault:
    """The columns are parted by something else than commas."""
    return Fault(
        "wrong_delimiter",
        f"The columns are parted by {words}, not commas.",
        "Have the extract made with commas (in Excel: save as “CSV UTF-8 (comma delimited)”).",
        value=delimiter,
    )


def in_rows(cell: str, columns: int) -> Fault | None:
    """When what should be a row of many cells is one cell with another mark between its parts."""
    for delimiter, words in DELIMITERS.items():
        if columns > 1 and cell.count(delimiter) >= columns - 1:
            return wrong_delimiter(delimiter, words)
    return None
