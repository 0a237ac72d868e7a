"""recordlinkage: blocks, its own comparisons, and its ECM classifier, which is told nothing."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd
import recordlinkage as rl

from bench.matching.peers.groups import write
from bench.quality.peers.measured import measured

BLOCKS = ("nino", "phone", "email", "uprn", "dob", ["surname", "postcode"], ["first_name", "surname"])


def run(files: list[str], out: str) -> None:
    """Every chain of links is one person."""
    warnings.simplefilter("ignore")
    rows = _read(files[0])
    index = rl.Index()
    for block in BLOCKS:
        index.block(block)
    pairs = index.index(rows)
    compare = rl.Compare()
    for name in ("first_name", "surname"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, missing_value=0, label=name)
    compare.string("dob", "dob", method="damerau_levenshtein", threshold=0.8, label="dob")
    for name in ("nino", "phone", "email", "uprn", "postcode", "sex"):
        compare.exact(name, name, label=name)
    features = compare.compute(pairs, rows)
    links = rl.ECMClassifier().fit_predict(features)
    write(rows.index, links.tolist(), Path(out))


def _read(file: str) -> pd.DataFrame:
    rows = pd.read_csv(file, dtype=str, keep_default_na=False).set_index("unique_id")
    for name in ("first_name", "surname", "email", "sex"):
        rows[name] = rows[name].str.strip().str.lower()
    rows["phone"] = rows["phone"].str.replace(r"[^0-9]", "", regex=True).str[-10:]
    for name in ("nino", "postcode"):
        rows[name] = rows[name].str.upper().str.replace(" ", "")
    days = pd.to_datetime(rows["dob"], format="mixed", dayfirst=False, errors="coerce")
    slashed = pd.to_datetime(rows["dob"], format="%d/%m/%Y", errors="coerce")
    rows["dob"] = slashed.fillna(days).dt.strftime("%Y-%m-%d")
    return rows.mask(rows == "", None)


if __name__ == "__main__":
    measured(run)
