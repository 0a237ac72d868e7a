"""What is sent is sent small: style sheets and scripts compressed once at the start, pages as they leave.

Photos, spreadsheets and fonts are compressed already; trying again would only cost time.
"""

import gzip
import hashlib
import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

TEXTS = (".css", ".js", ".svg", ".txt", ".json", ".html")
PAGES = ("text/html", "application/json", "application/problem+json", "text/csv")


class SmallStaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves each text file also in a compressed copy, kept in Rooftree's home and named by its content."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """The file as WhiteNoise gives it, with the compressed copy as what a browser may have instead."""
        plain = super().get_static_file(path, url, stat_cache=stat_cache)
        if not path.endswith(TEXTS):
            return plain
        small = str(compressed_copy(Path(path), Path(settings.ROOFTREE_HOME) / "static"))
        known = dict(stat_cache or {}) | {path: Path(path).stat(), small: Path(small).stat()}
        *_, (_, _, headers) = plain.alternatives
        return StaticFile(path, headers, stat_cache=known, encodings={"gzip": small})


class SmallPages(GZipMiddleware):
    """Compresses pages and lists on their way out; Django pads them, so that their length tells nothing."""

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        """Leaves alone what is no text, and what is compressed already."""
        kind = response.get("Content-Type", "").split(";")[0]
        return super().process_response(request, response) if kind in PAGES else response


def compressed_copy(file: Path, folder: Path) -> Path:
    """Makes the copy unless it is there; two processes that start at once end with one whole file."""
    content = file.read_bytes()
    copy = folder / f"{hashlib.sha256(content).hexdigest()[:32]}.gz"
    if not copy.exists():
        folder.mkdir(parents=True, exist_ok=True)
        part = copy.with_suffix(f".{os.getpid()}")
        part.write_bytes(gzip.compress(content, mtime=0))
        part.replace(copy)
    return copy
