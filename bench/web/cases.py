"""What is asked: each page and tab, searches as typed, lists, the API; and the same as known on a day."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from urllib.parse import quote

from bench.web.load import Asker
from bench.web.samples import Samples

LISTS = ("homes", "people", "tenancies", "repairs", "certificates", "voids", "stock")
API = ("homes", "people", "repairs", "tenancies")
NO_TABS = {"difference"}


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of question: its addresses, how fast it must be (95 in 100, in ms), what it is a ratio of."""

    name: str
    paths: list[str]
    must_ms: int | None = None
    beside: str = ""


def cases(samples: Samples, asker: Asker, *, on: datetime.date) -> list[Case]:
    """Every kind of question that this version of the pages answers."""
    then = f"?on={on.isoformat()}"
    found = [Case("start", ["/"] * len(samples.homes))]
    for kind, what, ids in (("home", "homes", samples.homes), ("person", "people", samples.people)):
        paths = [f"/{what}/{one}/" for one in ids]
        found += [
            Case(kind, paths, 200),
            Case(f"{kind} as known", [f"{one}{then}" for one in paths], None, kind),
        ]
        found += [
            Case(f"{kind}: {tab}", [f"{one}{tab}/" for one in paths], 200) for tab in _tabs(asker, paths[0])
        ]
    found += [
        Case("search, exact", [_search(one) for one in samples.exact], 150),
        Case("search, misspelt", [_search(one.misspelt) for one in samples.named], 150),
    ]
    many = len(samples.homes)
    found += [Case(f"list of {one}", [f"/{one}/"] * many) for one in LISTS if _is_there(asker, f"/{one}/")]
    found += [
        Case(f"list of {one} as known", [f"/{one}/{then}"] * many, None, f"list of {one}")
        for one in LISTS[:-1]
        if _is_there(asker, f"/{one}/{then}")
    ]
    found += [Case("API: one home", [f"/api/v1/homes/{one}" for one in samples.homes])]
    found += [Case(f"API: 100 {one}", [f"/api/v1/{one}"] * many) for one in API]
    return [one for one in found if one.paths]


def _search(text: str) -> str:
    return f"/search/?q={quote(text)}"


def _tabs(asker: Asker, path: str) -> list[str]:
    """The tabs that the page itself leads to."""
    _, body, _ = asker.ask(path, headers={"Accept-Encoding": "identity"})
    tabs = re.findall(rf'href="{re.escape(path)}([a-z-]+)/"', body.decode())
    return [tab for tab in dict.fromkeys(tabs) if tab not in NO_TABS]


def _is_there(asker: Asker, path: str) -> bool:
    return asker.ask(path)[0] == 200


def found_among_first_five(samples: Samples, asker: Asker, *, most: int = 200) -> dict[str, object]:
    """How often somebody whose name is misspelt is among the first five, or somebody called just the same."""
    from django.apps import apps

    people = apps.get_model("records", "Person")
    missed, named = [], samples.named[:most]
    for one in named:
        _, body, _ = asker.ask(_search(one.misspelt), headers={"Accept-Encoding": "identity"})
        ids = list(dict.fromkeys(re.findall(r'href="/people/([0-9a-f-]{36})/', body.decode())))[:5]
        rows = people._default_manager.filter(id__in=ids).values_list("given_name", "family_name")
        called = {f"{given} {family}".lower() for given, family in rows}
        if one.id not in ids and one.name.lower() not in called:
            missed.append(f"{one.misspelt} for {one.name}")
    share = 1 - len(missed) / len(named) if named else 0.0
    return {"sought": len(named), "in_first_five": round(share, 3), "missed": missed[:20]}
