"""`rooftree synthesise`: an invented landlord's extracts."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

console = Console(stderr=True, highlight=False)


def synthesise(
    *,
    homes: Annotated[int, typer.Option(min=1, help="How many homes the landlord has.")] = 1000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same landlord again.")] = 1,
    out: Annotated[Path, typer.Option(help="The folder to write into.")],
    faults: Annotated[
        Literal["none", "realistic", "heavy"], typer.Option(help="How spoilt the data is.")
    ] = "realistic",
) -> None:
    """Write the four systems' extracts of an invented landlord, and DIR/truth/ beside them."""
    rows = write(homes=homes, seed=seed, out=out, faults=faults)
    console.print(f"{sum(rows.values()):,} rows in {len(rows)} files under {out}.")


def write(
    *, homes: int, seed: int, out: Path, faults: Literal["none", "realistic", "heavy"] = "realistic"
) -> dict[str, int]:
    """Writes them with a bar for each system; says how many rows each file has."""
    from rooftree.sources.synthetic import landlord

    with _progress() as bars:
        tasks = {}

        def say(step: str, done: int, of: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=of)
            bars.update(tasks[step], completed=done, total=of)

        summary = landlord.synthesise(homes=homes, seed=seed, out=out, faults=faults, say=say)
        for task in tasks.values():
            bars.update(task, completed=bars.tasks[task].total)
    return dict(summary.rows)


def _progress() -> Progress:
    columns = (TextColumn("{task.description:<12}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(*columns, TimeElapsedColumn(), console=console)
