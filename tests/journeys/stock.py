"""A few homes as the housing and the asset system have them, written as the systems export them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

Rows = Sequence[Mapping[str, str]]
HOMES = 30


def stock(
    folder: Path,
    *,
    uprns: Mapping[str, str] | None = None,
    street: str = "Lantern Street",
    lacking: Sequence[str] = (),
) -> Path:
    """Extracts of NEC and Keystone; `uprns` are what Keystone has otherwise, `lacking` what it lacks."""
    refs = [f"P{number:04d}" for number in range(1, HOMES + 1)]
    other = uprns or {}
    properties = [
        {"LPRO_PROPREF": ref, "LPRO_SCO_CODE": "OCC", "LPRO_HOU_RESIDENTIAL_IND": "Y"} for ref in refs
    ]
    addresses = [
        {
            "LAUS_LEGACY_REF": ref,
            "LAUS_AUT_FAO_CODE": "PRO",
            "LAUS_AUT_FAR_CODE": "PHYSICAL",
            "LAUS_START_DATE": "01-APR-2001",
            "LADR_STREET_NUMBER": str(number),
            "LAEL_STREET": street,
            "LAEL_TOWN": "Saltmere",
            "LAEL_POSTCODE": "ZZ4 2LH",
            "LADR_UPRN": _uprn(number),
        }
        for number, ref in enumerate(refs, 1)
    ]
    assets = [
        {
            "AssetRef": ref,
            "AssetType": "Dwelling",
            "UPRN": other.get(ref, _uprn(number)),
            "Address1": f"{number} {street}",
            "Postcode": "ZZ4 2LH",
        }
        for number, ref in enumerate(refs, 1)
        if ref not in lacking
    ]
    _write(folder / "nec" / "properties.csv", properties)
    _write(folder / "nec" / "addresses.csv", addresses)
    _write(folder / "keystone" / "assets.csv", assets)
    return folder


def _uprn(number: int) -> str:
    return f"1000{number:08d}"


def _write(file: Path, rows: Rows) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
