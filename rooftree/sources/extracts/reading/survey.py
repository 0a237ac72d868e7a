"""Looks through a text file's bytes before any row is read: its encoding, and whether its quoting is plain.

Plain quoting (every quote mark opens a cell, closes one, or is doubled inside one) is read the same by every
reader, so the quick one may be used; anything else goes to the careful one.
"""

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError

BLOCK = 1024 * 1024
UTF8, WINDOWS = "utf-8", "cp1252"
NOT_IN_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
EDGES = b',\r\n"'
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SEEMS_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")


@dataclass(slots=True)
class Survey:
    """What the bytes show."""

    encoding: str = UTF8
    has_mark: bool = False
    """Begins with the mark (BOM) that promises UTF-8."""
    is_blank: bool = True
    has_nul: bool = False
    has_quotes: bool = False
    quoting_is_plain: bool = True
    ends_with_break: bool = False
    not_in_windows: bool = False
    also_utf8: int = 0
    """How many characters look like UTF-8 although the file as a whole is not."""
    cut_in_character: bool = False

    @property
    def bad_byte(self) -> bool:
        """A byte that neither UTF-8 nor Windows-1252 has (or that a marked UTF-8 file may not have)."""
        return self.encoding == WINDOWS and (self.not_in_windows or self.has_mark)


def survey(stream: BinaryIO) -> Survey:
    """Reads the whole stream, a block at a time."""
    found, quotes, decoder = Survey(), Quotes(), codecs.getincrementaldecoder(UTF8)()
    first, last = True, b""
    while block := stream.read(BLOCK):
        if first:
            _beginning(block, found)
            first = False
        found.is_blank = found.is_blank and not block.strip(b" \t\r\n,\x1a\xef\xbb\xbf")
        found.has_nul = found.has_nul or b"\0" in block
        _encoding(block, found, decoder)
        quotes.read(block)
        last = block[-1:]
    _ending(found, decoder)
    found.ends_with_break = last in (b"\n", b"\r", b"\x1a")
    found.has_quotes = quotes.any
    found.quoting_is_plain = quotes.plain and not quotes.inside
    return found


def _beginning(block: bytes, found: Survey) -> None:
    found.has_mark = block.startswith(codecs.BOM_UTF8)
    if block.startswith(UTF16):
        raise UnusableFileError(
            Fault(
                "encoding",
                "The file is UTF-16 (“Unicode” in Windows' words), which is not read.",
                "Save it as “CSV UTF-8”.",
            )
        )


def _encoding(block: bytes, found: Survey, decoder: codecs.IncrementalDecoder) -> None:
    if found.encoding == UTF8:
        try:
            decoder.decode(block)
        except UnicodeDecodeError:
            found.encoding = WINDOWS
    if not block.isascii():
        found.not_in_windows = found.not_in_windows or NOT_IN_WINDOWS.search(block) is not None
        found.also_utf8 += sum(1 for _ in SEEMS_UTF8.finditer(block))


def _ending(found: Survey, decoder: codecs.IncrementalDecoder) -> None:
    """A file that is UTF-8 up to half a character at its end was cut off, unless nothing else is UTF-8."""
    if found.encoding != UTF8:
        return
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        found.cut_in_character = found.also_utf8 > 0 or found.has_mark
        found.encoding = UTF8 if found.cut_in_character else WINDOWS


class Quotes:
    """Follows the quote marks: each must stand at the edge of a cell, or be doubled inside one."""

    def __init__(self) -> None:
        self.any = self.inside = self._closed_last = False
        self.plain = True
        self._before = b","  # a file starts where a cell may start

    def read(self, block: bytes) -> None:
        """The next block of the file."""
        if not self.plain:
            return
        if not self.any and block.startswith(codecs.BOM_UTF8 + b'"'):
            block = block[3:]
        if self._closed_last and block[0] not in EDGES:
            self.plain = False
        self._closed_last = False
        if b'"' in block:
            self.any = True
            self._judge(self._before + block)
        self._before = block[-1:]

    def _judge(self, text: bytes) -> None:
        """`text` begins with the last byte of the block before, which has been judged."""
        letters = pa.Array.from_buffers(pa.uint8(), len(text), [None, pa.py_buffer(text)])
        marks = pc.indices_nonzero(pc.equal(letters.slice(1), ord('"')))  # places one before each mark
        opens = pa.Array.from_buffers(pa.bool_(), len(marks), [None, pa.py_buffer(self._turns(len(marks)))])
        before = letters.take(marks.filter(opens))
        after = pc.add(marks.filter(pc.invert(opens)), pa.scalar(2, pa.uint64()))
        if len(after) and after[-1].as_py() == len(text):
            self._closed_last = True
            after = after.slice(0, len(after) - 1)
        edges = pa.array(list(EDGES), pa.uint8())
        for beside in (before, letters.take(after)):
            if len(beside) and not pc.all(pc.is_in(beside, value_set=edges)).as_py():
                self.plain = False
        if len(marks) % 2:
            self.inside = not self.inside

    def _turns(self, count: int) -> bytes:
        """Marks open and close in turn: as bits, true where one opens."""
        return (b"\xaa" if self.inside else b"\x55") * (count // 8 + 1)
