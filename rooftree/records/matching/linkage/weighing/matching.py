"""The whole method on one table of prepared rows: who is one person, and what a person should look at."""

import dataclasses
import datetime
from dataclasses import dataclass

import ibis

from rooftree.engine.tables import Column, Engine, Table
from rooftree.records.matching.linkage.weighing import (
    clustering,
    doubting,
    explaining,
    frequencies,
    predicting,
    training,
)
from rooftree.records.matching.linkage.weighing.clustering import Decisions, Links, People
from rooftree.records.matching.linkage.weighing.comparing import Model
from rooftree.records.matching.linkage.weighing.doubting import Doubt
from rooftree.records.matching.linkage.weighing.predicting import Method
from rooftree.records.matching.linkage.weighing.thresholds import thresholds
from rooftree.records.matching.linkage.weighing.weights import Weights


@dataclass(frozen=True)
class Matched:
    """The people of a table, and what is in doubt about them."""

    people: People
    doubts: list[Doubt]


def train(engine: Engine, rows: Table, *, today: datetime.date) -> Method:
    """Learns from prepared rows."""
    names = frequencies.count(engine, rows)
    models = {
        Model.WITHIN: training.train_within(engine, rows),
        Model.ACROSS: training.train_across(engine, rows),
    }
    about = {"on": today.isoformat(), "rows": engine.count(rows), "name_frequencies": names.digest}
    return Method(Weights(models, about), names)


def untrained(engine: Engine, rows: Table) -> Method:
    """By typical numbers, where rows are too few to learn from; names are as common as they are in them."""
    models = {model: training.untrained(model, rows=engine.count(rows)) for model in Model}
    return Method(Weights(models), frequencies.count(engine, rows))


def score(engine: Engine, rows: Table, method: Method) -> Table:
    """All pairs of prepared rows that are worth a person's look or more."""
    return predicting.all_pairs(engine, rows, method, at_least=worth_a_look())


def score_new(engine: Engine, rows: Table, method: Method, *, is_new: Table) -> Table:
    """Those of them with a row that `is_new` (row) names: new, or not as it was."""
    return predicting.new_pairs(engine, rows, method, is_new=is_new, at_least=worth_a_look())


def settle(
    engine: Engine, rows: Table, pairs: Table, weights: Weights, decisions: Decisions | None = None
) -> Matched:
    """Makes people of pairs that are scored already; what people decided holds."""
    told = decisions or Decisions()
    people = joined(engine, rows, pairs, weights, told)
    return Matched(people, doubting.doubts(engine, pairs, people, told))


def joined(engine: Engine, rows: Table, pairs: Table, weights: Weights, decisions: Decisions) -> People:
    """The people alone, without what is in doubt about them."""
    return clustering.cluster(engine, rows, _links(engine, pairs), decisions, weights.once)


def _links(engine: Engine, pairs: Table) -> Links:
    def at_least(which: str) -> Column:
        parts = ((model.value, getattr(each, which)) for model, each in thresholds().items())
        return ibis.or_(*((pairs.model == model) & (pairs.weight >= weight) for model, weight in parts))

    shown = pairs.filter(at_least("link")).select(
        "left", "right", "weight", overwhelming=at_least("overwhelming")
    )
    found = engine.to_arrow(shown)
    return Links(*(found.column(name).to_numpy() for name in found.column_names))


def explained(engine: Engine, rows: Table, method: Method, doubts: list[Doubt]) -> list[Doubt]:
    """The doubts with their evidence in words."""
    told = list(doubts)
    for model, trained in method.weights.models.items():
        places = [place for place, doubt in enumerate(doubts) if doubt.model is model]
        asked = [(doubts[place].left, doubts[place].right) for place in places]
        found = explaining.explain(engine, rows, asked, model=model, trained=trained) if asked else []
        for place, lines in zip(places, found, strict=True):
            told[place] = dataclasses.replace(doubts[place], lines=tuple(lines))
    return told


def worth_a_look() -> dict[Model, float]:
    """From which weight on a pair is worth a look."""
    return {model: each.review for model, each in thresholds().items()}
