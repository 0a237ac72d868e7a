"""Which tables are to end more rows than may end unasked, seen before any is compared.

What the same files left out of other tables is in doubt as much: those must not end it tonight either.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from rooftree.engine.tables import Engine, Table
from rooftree.engine.typed.keys import row_id
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing import rules
from rooftree.records.publishing.shaping.links import Lookups
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Contract, Write


def doubtful(
    canonical: Canonical,
    lookups: Lookups,
    before: Callable[[str], Collection[Path]],
    *,
    decisions: rules.Decisions,
    together: rules.Together,
) -> dict[str, frozenset[str]]:
    """The tables whose missing rows stay tonight, each with the held tables that are why.

    `before` gives the state files of a table; `together` says which tables the files of a table also feed.
    """
    if not together:
        return {}
    held = {
        ending.table: systems
        for ending, systems in _endings(canonical, lookups, before)
        if rules.course(ending, decisions) is not rules.Course.END
    }
    return rules.fed_with(held, together)


def _endings(
    canonical: Canonical, lookups: Lookups, before: Callable[[str], Collection[Path]]
) -> Iterator[tuple[rules.Ending, frozenset[str]]]:
    engine = canonical.engine
    for table, contract in contracts().items():
        files = before(table) if rules.ends_on_absence(contract) else ()
        if not files or contract.write is Write.APPEND:
            continue
        state = engine.parquet(list(files))
        live = state.filter(state.ended_on.isnull())
        gone = _by_system(engine, live.anti_join(_ids(canonical, contract, lookups), "id"))
        if gone:
            yield rules.Ending(table, sum(gone.values()), engine.count(live)), frozenset(gone)


def _ids(canonical: Canonical, contract: Contract, lookups: Lookups) -> Table:
    rows = canonical.read(contract.table).select("source_system", "source_key")
    if contract.write is Write.MERGED:
        return rows.join(lookups.of(contract.table), ["source_system", "source_key"]).select(id="target")
    return rows.select(id=row_id(contract.table, rows.source_system, rows.source_key))


def _by_system(engine: Engine, gone: Table) -> Mapping[str, int]:
    counted = gone.group_by("source_system").agg(rows=gone.count())
    return {row["source_system"]: row["rows"] for row in engine.to_arrow(counted).to_pylist()}
