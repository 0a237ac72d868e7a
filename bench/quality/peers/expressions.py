"""The 32 rules as Polars expressions: true where a row fails, and never null."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from typing import Any

import polars as pl

TODAY = datetime.date(2026, 11, 22)
REQUIRED = ("tenancy_ref", "property_ref", "person_ref", "start_on", "full_name")
RANGES = {"rent": (1000, 100_000), "bedrooms": (0, 12), "occupants": (1, 20)}
Frame = Any


def forms() -> tuple[dict[str, str], dict[str, list[str]]]:
    """The patterns and the code lists, by column."""
    said: dict[str, Any] = json.loads(Path(os.environ["BENCH_FORMS"]).read_text())
    return said["patterns"], said["codes"]


def table(files: list[str]) -> Frame:
    """The tenancies, with what the rules that look at other rows need to know of each row."""
    tenancy, person, home = (pl.scan_parquet(file) for file in files)
    there = pl.lit(True).alias("there")
    people = person.select(pl.col("source_key").alias("person_ref"), there.alias("person_there"))
    homes = home.select(pl.col("source_key").alias("property_ref"), there.alias("home_there"))
    refs = tenancy.group_by("tenancy_ref").agg(pl.len().alias("same_ref"))
    current = tenancy.filter(pl.col("status") == "current")
    held = current.group_by("property_ref").agg(pl.len().alias("same_home"))
    joined = tenancy
    for other, key in ((people, "person_ref"), (homes, "property_ref"), (refs, "tenancy_ref")):
        joined = joined.join(other, on=key, how="left")
    return joined.join(held, on="property_ref", how="left")


def rules() -> dict[str, pl.Expr]:
    """Each rule by its id."""
    return {name: fails.fill_null(False) for name, fails in {**plain(), **others()}.items()}


def plain() -> dict[str, pl.Expr]:
    """Missing, format, code and range: what every package has a check of its own for."""
    patterns, codes = forms()
    c = pl.col
    return {
        **{f"{name}_required": c(name).is_null() for name in REQUIRED},
        **{f"{name}_format": ~c(name).str.contains(form) for name, form in patterns.items()},
        **{f"{name}_code": ~c(name).is_in(list_) for name, list_ in codes.items()},
        **{f"{name}_range": (c(name) < low) | (c(name) > high) for name, (low, high) in RANGES.items()},
    }


def others() -> dict[str, pl.Expr]:
    """What needs more than one column, other rows, or the calendar."""
    c, day = pl.col, pl.lit(TODAY)
    current, ended, gas = c("status") == "current", c("status") == "ended", c("has_gas")
    real = c("signed").str.to_date("%Y-%m-%d", strict=False).is_not_null()
    return {
        "signed_real": c("signed").is_not_null() & ~real,
        "person_there": c("person_ref").is_not_null() & c("person_there").is_null(),
        "property_there": c("property_ref").is_not_null() & c("home_there").is_null(),
        "tenancy_ref_once": c("tenancy_ref").is_not_null() & (c("same_ref") > 1),
        "one_current": current & c("property_ref").is_not_null() & (c("same_home") > 1),
        "ends_after_start": c("end_on") < c("start_on"),
        "start_not_future": c("start_on") > day,
        "adult_at_start": c("born_on").dt.offset_by("16y") > c("start_on"),
        "born_since_1900": c("born_on") < datetime.date(1900, 1, 1),
        "contact_fresh": current & (c("contacted_on") < TODAY - datetime.timedelta(days=400)),
        "end_when_ended": ended & c("end_on").is_null(),
        "gas_when_gas": gas & c("gas_checked_on").is_null(),
        "gas_fresh": gas & (c("gas_checked_on") < TODAY - datetime.timedelta(days=365)),
        "not_current_and_ended": current & (c("end_on") < day),
    }
