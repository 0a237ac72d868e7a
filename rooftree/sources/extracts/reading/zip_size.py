"""How large a zip's parts really are, found by unpacking them to nowhere: its directory may lie."""

import zipfile
import zlib
from pathlib import Path

from rooftree.sources.extracts.reading.received import check_growth
from rooftree.sources.extracts.rules.faults import Fault, UnusableFileError
from rooftree.sources.extracts.rules.limits import Limits

BLOCK = 1024 * 1024
LOCAL_HEADER = 30
PARTS = 10_000


def check(path: Path, *, limits: Limits) -> list[str]:
    """The names of the parts, when all are sound and together within limits."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_directory(parts, path, limits)
            total = 0
            for part in parts:
                total += _unpacked(archive, part, limits, total, path.stat().st_size)
            return [part.filename for part in parts]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as fault:
        raise UnusableFileError(damaged(str(fault))) from None


def _check_directory(parts: list[zipfile.ZipInfo], path: Path, limits: Limits) -> None:
    if len(parts) > PARTS:
        raise UnusableFileError(damaged(f"it has {len(parts):,} parts"))
    if any(part.flag_bits & 1 for part in parts):
        raise UnusableFileError(damaged("it is locked with a password"))
    declared = sum(part.file_size for part in parts)
    check_growth(declared, path.stat().st_size, _narrowed(limits))


def _unpacked(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits, before: int, packed: int
) -> int:
    """The true size of one part; refuses one that goes on after the size it declares."""
    if part.compress_type == zipfile.ZIP_STORED:
        return part.file_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise UnusableFileError(damaged("it is packed in a way that spreadsheets are not"))
    file = archive.fp
    if file is None:
        raise UnusableFileError(damaged("it cannot be read"))
    file.seek(part.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER:
        raise UnusableFileError(damaged("it ends before its end"))
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    left, size, unpack = part.compress_size, 0, zlib.decompressobj(-15)
    while left and not unpack.eof:
        block = file.read(min(BLOCK, left))
        if not block:
            raise UnusableFileError(damaged("it ends before its end"))
        left -= len(block)
        while block and not unpack.eof:
            size += len(unpack.decompress(block, BLOCK))
            block = unpack.unconsumed_tail
            check_growth(before + size, packed, _narrowed(limits))
    if size > part.file_size:
        raise UnusableFileError(damaged("a part of it is larger than it says"))
    return size


def _narrowed(limits: Limits) -> Limits:
    return Limits(expanded=limits.spreadsheet, ratio=limits.ratio, ratio_from=limits.ratio_from)


def damaged(why: str) -> Fault:
    """A spreadsheet that cannot be opened."""
    return Fault(
        "damaged",
        f"The file cannot be opened as a spreadsheet: {why}.",
        "Open it in Excel and save it again as .xlsx without a password, or send it as .csv.",
    )
