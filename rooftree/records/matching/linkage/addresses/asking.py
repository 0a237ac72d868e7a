"""The trained matcher. Nothing else of ours speaks to it, and it is loaded only when something is asked."""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from rooftree.engine.tables import Engine, Table

VERSION = "uk-address-matcher 1.5.3"
ANSWERS = pa.schema(
    {
        "asked": pa.string(),
        "home": pa.string(),
        "weight": pa.float64(),
        "gap": pa.float64(),
        "following": pa.string(),
    }
)
"""For each key that was asked of, the likeliest key of the list and the next."""
LEAST_CHUNK = 20_000
UNREADABLE = (duckdb.Error, OSError, ValueError)
"""What comes of a prepared list that is not whole."""


def prepare(engine: Engine, homes: pa.Table, folder: Path) -> None:
    """The list of homes (key, line, postcode) as the matcher reads it, into a folder."""
    from uk_address_matcher import prepare_canonical_folder

    with _quiet():
        prepare_canonical_folder(
            _relation(engine, homes),
            folder,
            con=engine.con.con,
            num_of_chunks=_chunks(homes),
            overwrite=True,
            show_progress="off",
        )


def ask(engine: Engine, prepared: Path, asked: pa.Table) -> pa.Table:
    """The likeliest of the prepared homes for each of some addresses (key, line, postcode), as `ANSWERS`."""
    from uk_address_matcher import AddressMatcher, SplinkStage

    stage = SplinkStage(final_distinguishability_threshold=None)
    with _quiet():
        matcher = AddressMatcher(
            prepared,
            _relation(engine, asked),
            con=engine.con.con,
            stages=[stage],
            cleaning_num_chunks=_chunks(asked),
            show_progress="off",
        )
        with matcher.match():
            found = stage.best_matches_table
            return _ranked(engine.con.table(found)) if found else ANSWERS.empty_table()


def _ranked(candidates: Table) -> Any:
    ranked = candidates.select(
        asked="unique_id_r",
        home="unique_id_l",
        weight="match_weight",
        gap="distinguishability",
        rank="candidate_rank",
    )
    second = ranked.filter(ranked["rank"] == 2).select("asked", following="home")
    first = ranked.filter(ranked["rank"] == 1).drop("rank").left_join(second, "asked").drop("asked_right")
    return first.select(*ANSWERS.names).order_by("asked").to_pyarrow().cast(ANSWERS)


def _relation(engine: Engine, rows: pa.Table) -> Any:
    # The matcher names its own variables in its queries, which ibis has the engine not look for.
    engine.con.raw_sql("SET python_enable_replacements = true")
    held = engine.arrow(rows.rename_columns(["unique_id", "address_concat", "postcode"]))
    return engine.con.con.table(held.get_name())


def _chunks(rows: pa.Table) -> int:
    return 1 + int(rows.num_rows) // LEAST_CHUNK


@contextmanager
def _quiet() -> Iterator[None]:
    """The matcher tells of each of its steps, and calls what later versions of Python call otherwise."""
    for name in ("uk_address_matcher", "splink"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
