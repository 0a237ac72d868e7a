"""`rooftree match`: who is whom in any file of people, without a database; nothing of it is kept."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rooftree.cli.ready import now
from rooftree.reference.refusals.rules import Reason, Refused

STOPPED = Reason("stopped", "Stopped. Nothing half-written was kept.", "Start again when you like.")
console = Console(stderr=True, highlight=False, soft_wrap=True)


def match(
    *,
    people: Annotated[Path, typer.Option(help="The file of people: .csv, .csv.gz, .xlsx or .parquet.")],
    out: Annotated[
        Path, typer.Option(help="The file to write, .csv or .parquet; review.csv is put beside it.")
    ],
    memory: Annotated[str, typer.Option(help="How much memory table work may take.")] = "1GB",
) -> None:
    """Match a file of people by itself: unique_id and cluster_id, and the pairs a person should look at."""
    from rooftree.records.matching.handed_in import matching

    with console.status("Starting") as shown:

        def tell(words: str) -> None:
            shown.update(words)
            if not console.is_terminal:
                console.print(f"{words} …", markup=False)

        try:
            report = matching.match(
                people.expanduser(), out.expanduser(), today=now().date(), memory=memory, tell=tell
            )
        except KeyboardInterrupt:
            raise Refused(STOPPED) from None
    for note in report.notes:
        console.print(note, markup=False)
    rows = f"{report.rows:,} rows are" if report.rows != 1 else "1 row is"
    people_found = f"{report.people:,} people" if report.people != 1 else "1 person"
    pairs = f"{report.doubts:,} pairs" if report.doubts != 1 else "1 pair"
    console.print(f"{rows} {people_found}: {out}. {pairs} to look at: {report.review}.", markup=False)
