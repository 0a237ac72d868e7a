"""The same two models on a Spark that a landlord has: the same comparisons and pairs, the numbers as trained
on the landlord's rows, the name frequencies frozen with them. Nothing is written twice.

Only whoever imports this module needs the extra `spark`. The session must know Splink's measures of likeness
(`MEASURES` in `spark.jars`) and a folder for what is worked out on the way (`sparkContext.setCheckpointDir`).
"""

import logging
from functools import reduce
from typing import Any

from pyspark.sql import functions
from splink import Linker, SparkAPI
from splink.backends.spark import similarity_jar_location

from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.frequencies import Frequencies
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.linkage.weighing.scoring import FREQUENT, Task

Session = Any
Frame = Any
"""pyspark is an extra, so a strict checker does not see its types."""

MEASURES: str = similarity_jar_location()
"""The file of Java that comes with Splink: how alike two names are, how many slips apart two days."""


def all_pairs(session: Session, rows: Frame, method: Method, *, at_least: dict[Model, float]) -> Frame:
    """The pairs of prepared rows that weigh at least so much: left, right (row numbers), weight, model."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    if session.sparkContext.getCheckpointDir() is None:
        raise ValueError("Spark has no folder to work in: call sparkContext.setCheckpointDir(folder) first.")
    names = {column: _lookup(session, rows, column, method.frequencies) for column in FREQUENT}
    found = []
    for model, trained in method.weights.models.items():
        told = names if model is Model.ACROSS else {}
        pairs = _scored(session, Task(model, trained), rows, told, at_least[model])
        found.append(_shape(pairs, model))
    return reduce(lambda one, other: one.unionByName(other), found)


def _scored(session: Session, task: Task, rows: Frame, names: dict[str, Frame], at_least: float) -> Frame:
    api: Any = SparkAPI
    api = api(spark_session=session)
    linker: Any = Linker(rows, task.settings(), db_api=api, set_up_basic_logging=False)
    for column, table in names.items():
        linker.table_management.register_term_frequency_lookup(table, column)
    return linker.inference.predict(threshold_match_weight=at_least).as_spark_dataframe()


def _lookup(session: Session, rows: Frame, column: str, frozen: Frequencies) -> Frame:
    """A share for every name of `rows`, as `frequencies.lookups` has it."""
    shares = frozen.tables[column].to_pylist()
    known = session.createDataFrame(
        [(one[column], one["share"]) for one in shares], f"{column} string, share double"
    )
    rarest = functions.lit(min((one["share"] for one in shares), default=1.0))
    names = rows.select(column).where(functions.col(column).isNotNull()).distinct()
    share = functions.coalesce(functions.col("share"), rarest).alias(f"tf_{column}")
    return names.join(known, column, "left").select(column, share)


def _shape(pairs: Frame, model: Model) -> Frame:
    return pairs.select(
        functions.least("row_l", "row_r").alias("left"),
        functions.greatest("row_l", "row_r").alias("right"),
        functions.col("match_weight").cast("double").alias("weight"),
        functions.lit(model.value).alias("model"),
    )
