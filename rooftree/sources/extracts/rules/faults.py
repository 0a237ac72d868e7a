"""What is wrong in a file: said in words, with the place and the mend."""

from dataclasses import dataclass, replace

LONGEST_VALUE = 120
"""A sample shows what is wrong; it need not quote a whole letter."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file (or odd enough to be told), where, and what mends it."""

    kind: str
    says: str
    mend: str
    row: int | None = None
    """The data row: 1 is the first row under the headings."""
    column: str = ""
    value: str = ""
    count: int = 1

    def shown(self) -> "Fault":
        """The same with its sample cut short, and without the characters that PostgreSQL cannot keep."""
        return replace(self, value=_plain(self.value), column=_plain(self.column), says=_clean(self.says))


class UnusableFileError(Exception):
    """The file is refused whole: carries every fault that was found."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(" ".join(fault.says for fault in faults))


def _plain(text: str) -> str:
    text = _clean(text)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _clean(text: str) -> str:
    text = text.replace("\0", "␀")
    return text.encode("utf-8", "replace").decode("utf-8")
