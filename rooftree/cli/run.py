"""`rooftree run`: the whole nightly run on a folder of extracts."""

import dataclasses
import getpass
import json
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from rooftree.cli.ready import ready
from rooftree.reference.refusals.rules import Reason, Refused

STOPPED = Reason(
    "stopped",
    "Stopped. Nothing half-done was kept: what was published stays as it was.",
    "Start the run again when you like.",
)
console = Console(stderr=True, highlight=False, soft_wrap=True)


def run(
    *,
    extracts: Annotated[Path, typer.Option(help="The folder with nec/, locata/, keystone/, oneserve/.")],
    engine: Annotated[Literal["duckdb"], typer.Option(help="The machinery for table work.")] = "duckdb",
    report: Annotated[Path | None, typer.Option("--json", help="Write what each step did to FILE.")] = None,
    accept_older: Annotated[
        bool, typer.Option("--accept-older", help="Take files that are older than those in use.")
    ] = False,
    train: Annotated[
        bool, typer.Option("--train-matching", help="Learn anew, from all rows, how people are told apart.")
    ] = False,
    memory: Annotated[str, typer.Option(help="How much memory table work may take.")] = "1GB",
) -> None:
    """Land, standardise, match, publish and check. Idempotent: the same extracts again change nothing."""
    del engine
    ready()
    from rooftree.cli.database import bring_up_to_date

    bring_up_to_date()
    done = _run(extracts.expanduser().resolve(), accept_older=accept_older, memory=memory, train=train)
    if report:
        report.write_text(json.dumps(done, indent=2))
    _tell(done)
    if train:
        console.print(_learnt(done["run_id"]), markup=False)


def _learnt(run_id: int) -> str:
    """What came of the wish to learn anew."""
    from rooftree.records.matching.actions.modelling import LEAST_ROWS
    from rooftree.records.matching.quality.queries.model import model_in_use
    from rooftree.reference.accounts.rules import SYSTEM

    model = model_in_use(viewer=SYSTEM)
    if model and model.trained_by_run == run_id:
        return f"Matching learnt anew from {model.rows:,} rows of people: model {model.version}."
    why = f"fewer than {LEAST_ROWS:,} rows of people are too few to learn from"
    return f"Matching learnt nothing anew: {why}. {'The last model' if model else 'Typical figures'} counted."


def _run(extracts: Path, *, accept_older: bool, memory: str, train: bool) -> dict[str, Any]:
    from django.conf import settings
    from django.utils import timezone

    from rooftree.nightly.place import business_moment, place
    from rooftree.nightly.run import run as nightly
    from rooftree.reference.accounts.rules import SYSTEM

    now, today = business_moment(timezone.now(), settings.ROOFTREE_TODAY)
    here = place(accept_older=accept_older, memory=memory, train=train)
    by = dataclasses.replace(SYSTEM, name=f"{getpass.getuser()}, at the command line")
    with _bars() as bars:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, of: int, words: str) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=None, words="")
            bars.update(tasks[step], completed=done, total=of or None, words=words[:90])
            if not of:
                bars.console.print(f"  {words}", markup=False)

        try:
            report = nightly(extracts=extracts, by=by, now=now, today=today, place=here, tell=tell)
        except KeyboardInterrupt:
            raise Refused(STOPPED) from None
    return dataclasses.asdict(report)


def _bars() -> Progress:
    columns = (TextColumn("{task.description:<12}"), BarColumn(bar_width=30), TimeElapsedColumn())
    return Progress(*columns, TextColumn("{task.fields[words]}"), console=console)


def _tell(done: dict[str, Any]) -> None:
    for step in done["steps"]:
        console.print(
            f"{step['name']:<12} {step['seconds']:>8.1f} s  {step['rows_in']:>12,} rows in  "
            f"{step['rows_out']:>12,} out  {step['peak_memory_bytes'] / 2**20:>7,.0f} MiB",
            markup=False,
        )
    for file in done["refused"]:
        console.print(f"{file} was refused: its page under the run tells row, column and mend.")
    for file in done["stale"]:
        console.print(
            f"{file} gave nothing usable tonight: its last good extract stays in use, marked stale."
        )
    for held in done["held"]:
        console.print(f"Held back for a person to confirm: {held} rows would end.")
    if done["exceptions"]:
        console.print(f"Checked: {done['steps'][-1]['says']}", markup=False)
    if done["check_failed"]:
        console.print(done["check_failed"], markup=False)
    console.print(f"Run {done['run_id']} published in {done['seconds']:.1f} s.")
