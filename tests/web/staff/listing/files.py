"""Files of lists, opened again as their readers would."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from tests.people import Somebody


def taken(somebody: Somebody, path: str) -> bytes:
    """The file at an address."""
    response = somebody.client.get(path)
    assert response.status_code == 200, response.status_code
    return body(response)


def body(response: Any) -> bytes:
    """What was sent."""
    return b"".join(response.streaming_content)


def unzipped(held: bytes) -> dict[str, list[dict[str, str]]]:
    """The files of a CSV's zip by name, each as rows."""
    with zipfile.ZipFile(io.BytesIO(held)) as found:
        return {
            name: list(csv.DictReader(io.StringIO(found.read(name).decode()))) for name in found.namelist()
        }
