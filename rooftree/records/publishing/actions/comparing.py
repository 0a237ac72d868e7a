"""Works out every table's difference, one after the other, so that each can be written while the next is."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import ibis

from rooftree.engine.tables import Engine, Table
from rooftree.records.matching.rules import Doubt
from rooftree.records.provenance.canonical import Canonical
from rooftree.records.publishing import rules
from rooftree.records.publishing.difference import Comparison, Difference
from rooftree.records.publishing.foreseeing import doubtful
from rooftree.records.publishing.shaping import links, matched, merged, single
from rooftree.records.publishing.state import WOULD_END, State
from rooftree.reference.standard.queries import contracts
from rooftree.reference.standard.rules import Contract, Write

Say = Callable[[str, int, int], None]


@dataclass
class Night:
    """Everything the comparing of one night needs, and what it gathers."""

    engine: Engine
    canonical: Canonical
    links_file: Path
    root: Path
    folder: str
    today: date
    before: State | None
    rebuilt: Mapping[str, Path]
    decisions: rules.Decisions
    unsure: Collection[str] = ()
    together: rules.Together = field(default_factory=dict)
    lookups: links.Lookups = field(init=False)
    differences: list[Difference] = field(default_factory=list)
    held: list[rules.Ending] = field(default_factory=list)
    stayed: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    doubtful: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: dict[str, list[str]] = field(default_factory=dict)
    _handed: int = 0
    _claims: list[Table] = field(default_factory=list)
    _disagreements: list[Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lookups = links.Lookups(self.engine, self.engine.hold(self.engine.parquet(self.links_file)))

    def compare_all(self, doubts: Sequence[Doubt], say: Say) -> Iterator[Difference]:
        """Every table in order of need, then what is said of entities and how they were matched."""
        order = rules.order(contracts(), self.canonical.rows())
        self.lookups.add("work_order", self._with_gone("work_order", links.work_orders(self.canonical)))
        self.lookups.add("organization", self._with_gone("organization", links.organizations(self.canonical)))
        self.doubtful = doubtful(
            self.canonical, self.lookups, self._files, decisions=self.decisions, together=self.together
        )
        for number, table in enumerate(order):
            say(table, number, len(order) + 4)
            self._compare_table(contracts()[table])
            yield from self._fresh()
        say("claim", len(order), len(order) + 4)
        # What was said of records goes with them: a person who agreed to those is not asked again.
        self._compare("claim", _union(self._claims), ends=self._all_known, ask=not self.agreed)
        self._compare("disagreement", _union(self._disagreements), ends=self._all_known, ask=False)
        found = self.lookups.links
        references = matched.references(self.canonical, found)
        self._compare("reference", references, ends=self._all_known, ask=not self.agreed)
        self._compare("match_candidate", matched.candidates(self.engine, doubts), ends=True, ask=False)
        yield from self._fresh()
        say("compared", len(order) + 4, len(order) + 4)

    @property
    def _all_known(self) -> bool:
        """That nothing is held back or lost: only then may what is said of records end."""
        return not (self.held or self.stayed or self.unsure)

    def _with_gone(self, table: str, found: Table) -> Table:
        """Where keys lead, those that are gone today included: what spoke of them still finds them."""
        name = f"{table}-keys"
        files = self._files(name)
        if files:
            before = self.engine.parquet(files)
            gone = before.anti_join(found, ["source_system", "source_key"])
            found = ibis.union(found, gone.select("source_system", "source_key", "target"))
        path = self.root / self.folder / f"{name}.parquet"
        self.engine.write_parquet(found, path)
        self.tables[name] = [str(path.relative_to(self.root))]
        return self.engine.parquet(path)

    def _fresh(self) -> Iterator[Difference]:
        while self._handed < len(self.differences):
            self._handed += 1
            yield self.differences[self._handed - 1]

    def _compare_table(self, contract: Contract) -> None:
        rows = self.canonical.read(contract.table)
        if not self.canonical.files.get(contract.table) and not self._files(contract.table):
            if contract.write is not Write.MERGED:  # nobody sent it and nobody holds it
                found = rows.select("source_system", "source_key", target=ibis.null("uuid"))
                self.lookups.add(contract.table, found)
            return
        ends = rules.ends_on_absence(contract) and not self._doubted(contract.table)
        if contract.write is Write.MERGED:
            shaped = merged.shape(self.engine, rows, contract, self.lookups)
            self._claims.append(self._kept(shaped.claims, f"{contract.table}-claims"))
            if shaped.disagreements is not None:
                self._disagreements.append(
                    self._kept(shaped.disagreements, f"{contract.table}-disagreements")
                )
            self._compare(contract.table, shaped.records, ends=ends)
        elif contract.write is Write.APPEND:
            self._append(contract.table, single.shape_append_only(rows, contract, self.lookups))
        else:
            self._compare(contract.table, single.shape(rows, contract, self.lookups), ends=ends)
            after = self.engine.parquet([self.root / name for name in self.tables[contract.table]])
            self.lookups.add(contract.table, after.select("source_system", "source_key", target="id"))

    def _doubted(self, table: str) -> bool:
        """That absence from a table means nothing tonight: a file is lost, or left too much out elsewhere."""
        return table in self.unsure or table in self.doubtful

    def _kept(self, rows: Table, name: str) -> Table:
        """The rows worked out into a file, so that reading them again costs little and no memory."""
        path = self.root / self.folder / "work" / f"{name}.parquet"
        self.engine.write_parquet(rows, path, compression="snappy")
        return self.engine.parquet(path)

    def _yesterday(self, table: str) -> Table | None:
        files = self._files(table)
        return self.engine.parquet(files) if files else None

    def _files(self, table: str) -> list[Path]:
        if self.before:
            return self.before.files(self.root, table)
        return [self.rebuilt[table]] if table in self.rebuilt else []

    def _compare(self, table: str, rows: Table | None, *, ends: bool, ask: bool = True) -> None:
        """`ends`: rows that vanished have ended. `ask`: a person is asked first when they are many."""
        if rows is None:  # nothing of the kind today: all that was there has vanished
            before = self._yesterday(table)
            if before is None:
                return
            rows = before.filter(ibis.literal(False))
        today = self._kept(rows, table)
        comparison = Comparison(self.engine, table, today, self._yesterday(table))
        ending = self._ending(comparison) if ends else None
        course = rules.course(ending, self.decisions) if ending and ask else rules.Course.END
        if ending and course is rules.Course.WAIT:
            self._hold(ending, comparison)
            return
        if ask and ending and ending.too_much:
            self.agreed.append(table)
        if course is rules.Course.STAY:
            self.stayed.append(table)
            ends, ending = False, None
        self.differences.append(self._difference(comparison, ending))
        name = f"{self.folder}/{table}.parquet"
        unchanged = self.differences[-1].nothing and self.before and table in self.before.tables
        if unchanged and self.before:
            self.tables[table] = list(self.before.tables[table])
            return
        self.engine.write_parquet(
            comparison.state(ended_on=self.today if ends else None), self.root / name, compression="snappy"
        )
        self.tables[table] = [name]

    def _hold(self, ending: rules.Ending, comparison: Comparison) -> None:
        """The table stays as it is, and nothing leads to those of its rows that are not written.

        Which rows would end is kept beside the state, for the person who is asked.
        """
        table = ending.table
        self.held.append(ending)
        vanished = comparison.vanished()
        if vanished is not None:
            asked = f"{self.folder}/{table}{WOULD_END}.parquet"
            self.engine.write_parquet(vanished.select("id", "source_system", "source_key"), self.root / asked)
            self.tables[f"{table}{WOULD_END}"] = [asked]
        self.tables[table] = [str(file.relative_to(self.root)) for file in self._files(table)]
        contract = contracts().get(table)
        if contract and contract.write is Write.MERGED:
            self.lookups.only(table, self._yesterday(table))

    def _ending(self, comparison: Comparison) -> rules.Ending | None:
        vanished = comparison.vanished()
        if vanished is None:
            return None
        count = self.engine.count(vanished)
        return rules.Ending(comparison.table, count, comparison.live_before()) if count else None

    def _difference(self, comparison: Comparison, ending: rules.Ending | None) -> Difference:
        table = comparison.table
        inserts, inserted = self._written(comparison.new(), comparison.columns, f"{table}-new")
        updates, updated = self._written(comparison.changed(), comparison.columns, f"{table}-changed")
        vanished = comparison.vanished() if ending else None
        ends, ended = self._written(vanished, ("id",), f"{table}-ended")
        return Difference(
            table,
            comparison.columns,
            inserts,
            updates,
            ends,
            inserted,
            updated,
            ended,
        )

    def _written(self, rows: Table | None, columns: tuple[str, ...], name: str) -> tuple[Path | None, int]:
        if rows is None:
            return None, 0
        path = self.root / self.folder / "work" / f"{name}.csv"
        count = self.engine.write_csv(rows.select(*columns), path)
        if not count:
            path.unlink()
            return None, 0
        return path, count

    def _append(self, table: str, rows: Table) -> None:
        today = self._kept(rows, table)
        before = self._yesterday(table)
        new = today if before is None else today.anti_join(before, "id")
        wanted = {"id": "row_key", "extract_id": "first_extract_id"}
        columns = tuple(c for c in today.columns if c not in ("fact_hash", "source_key"))
        written = new.select(*columns)
        path, count = self._written(written, columns, f"{table}-new")
        named = tuple(wanted.get(column, column) for column in columns)
        self.differences.append(Difference(table, named, path, None, None, count, 0, 0))
        files = [str(file.relative_to(self.root)) for file in self._files(table)]
        if count:
            name = f"{self.folder}/{table}.parquet"
            self.engine.write_parquet(new.select("id"), self.root / name, compression="snappy")
            files.append(name)
        self.tables[table] = files


def _union(tables: list[Table]) -> Table | None:
    return ibis.union(*tables) if len(tables) > 1 else tables[0] if tables else None
