"""Keeps text from other systems from being run as a formula when an export is opened in a spreadsheet.

For every CSV and XLSX that is written for people. Landing copies are left as they are: they are evidence.
"""

import re

STARTS = "=+-@\t\r\n＝＋－＠"
"""What spreadsheets take as the beginning of a formula; the wide forms count in East Asian settings."""
NEGATIVE = re.compile(r"-(\d{1,3}(,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d{1,3})?")


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it. Negative numbers stay numbers.

    A telephone number such as +44 7700 900123 gets the apostrophe too: as a formula it would become a sum.
    Blanks before the mark do not make it safe, so they do not count.
    """
    start = text.lstrip(" \u00a0\ufeff")[:1]
    if not start or start not in STARTS:
        return text
    if NEGATIVE.fullmatch(text):
        return text
    return "'" + text
