"""What a night's weighing came to, in figures that can be held beside those of the day of training."""

from collections import Counter

import ibis
import numpy as np

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.linkage.nights.model import Figures
from rooftree.records.matching.linkage.weighing.clustering import People
from rooftree.records.matching.linkage.weighing.comparing import Model

FIELDS = ("first_name", "middle", "surname", "dob", "nino", "email", "phone", "postcode", "home")
MOST = 30
"""From here on a pair is beyond doubt, and how far matters no more."""


def figures(engine: Engine, rows: Table, pairs: Table, people: People) -> Figures:
    """Rows, the share that say each field, the share linked to another, and pairs by model and full bit."""
    total = len(people.lowest)
    shares = rows.aggregate(**{name: rows[name].notnull().mean() for name in FIELDS})
    told = engine.to_arrow(shares).to_pylist()[0]
    sizes = np.bincount(people.lowest, minlength=1)
    linked = int((sizes[people.lowest] > 1).sum()) if total else 0
    band = ibis.least(pairs.weight, MOST).floor().cast("int64")
    counted = pairs.group_by(model=pairs.model, band=band).agg(n=pairs.count()).order_by("model", "band")
    bands: dict[str, Counter[str]] = {model.value: Counter() for model in Model}
    for each in engine.to_arrow(counted).to_pylist():
        bands[each["model"]][str(each["band"])] += each["n"]
    return {
        "rows": total,
        "filled": {name: round(share or 0.0, 4) for name, share in told.items()},
        "linked": round(linked / total, 4) if total else 0.0,
        "pairs": {model: dict(found) for model, found in bands.items()},
    }
