"""`rooftree bench`: the measured claims, each with its peer in the same run. For a checkout of the source."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from rooftree.cli.ready import ready
from rooftree.reference.refusals.rules import Reason, Refused

ROOT = Path(__file__).resolve().parent.parent.parent
app = typer.Typer(help="The measured claims, each beside its peer in the same run.")
Report = Annotated[Path | None, typer.Option("--json", help="Write the figures to FILE.")]
Home = Annotated[Path | None, typer.Option(help="The home folder to ask, filled by a run; else your own.")]


@app.callback(invoke_without_command=True)
def bench(context: typer.Context) -> None:
    """Measure what is claimed; the nightly run when nothing is named."""
    if context.invoked_subcommand is None:
        nightly()


@app.command()
def nightly(
    *,
    homes: Annotated[int, typer.Option(min=1, help="How many homes the invented landlord has.")] = 10_000,
    second: Annotated[
        bool, typer.Option("--second/--no-second", help="Also a second and a changed night, and the peers.")
    ] = True,
    report: Report = None,
) -> None:
    """The nightly run, in a home that is thrown away."""
    words = ["--homes", str(homes), "--cache", str(_home() / "bench")]
    _measure("nightly", [*words, "--second" if second else "--no-second"], report=report)


@app.command()
def web(
    *,
    home: Home = None,
    requests: Annotated[int, typer.Option(min=8, help="How many of each kind of question.")] = 200,
    writes: Annotated[bool, typer.Option("--writes", help="With a writer beside the readers.")] = False,
    report: Report = None,
) -> None:
    """The pages of a home that is filled."""
    words = ["--home", str(_home(home)), "--requests", str(requests)]
    _measure("web", [*words, *(["--writes"] if writes else [])], home=home, report=report)


@app.command()
def searching(
    *,
    home: Home = None,
    requests: Annotated[int, typer.Option(min=8, help="How many of each kind of question.")] = 200,
    report: Report = None,
) -> None:
    """The search of a home that is filled, by misspelt words."""
    _measure("searching", ["--count", str(requests)], home=home, report=report)


@app.command()
def quality(
    *,
    rows: Annotated[int, typer.Option(min=1, help="How many invented tenancies are checked.")] = 1_000_000,
    times: Annotated[int, typer.Option(min=1, help="How many turns; medians are told.")] = 3,
    peers_python: Annotated[
        Path | None, typer.Option(help="A Python that has the packages ours is held against.")
    ] = None,
    report: Report = None,
) -> None:
    """The checks of the recording standard, on tenancies with planted faults."""
    words = ["--rows", str(rows), "--times", str(times), "--cache", str(_home() / "bench")]
    words += ["--peers-python", str(peers_python.expanduser().absolute())] if peers_python else []
    _measure("quality", words, report=report)


@app.command()
def matching(
    *,
    records: Annotated[
        int, typer.Option(min=100, help="How many rows of invented people; addresses go by it.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(help="Which invented people.")] = 1,
    records_from: Annotated[Path | None, typer.Option(help="A CSV of people to match instead.")] = None,
    truth: Annotated[Path | None, typer.Option(help="Who is who in it: unique_id, person_id.")] = None,
    only_ours: Annotated[bool, typer.Option("--only-ours", help="Without the peers.")] = False,
    peers_python: Annotated[Path | None, typer.Option(help="A Python that has recordlinkage.")] = None,
    report: Report = None,
) -> None:
    """Who is one person, and which home an address means, where the truth is known."""
    words = ["--records", str(records), "--seed", str(seed), "--cache", str(_home() / "bench")]
    for name, path in (("records-from", records_from), ("truth", truth), ("peers-python", peers_python)):
        words += [f"--{name}", str(path.expanduser().absolute())] if path else []
    _measure("matching", [*words, *(["--only-ours"] if only_ours else [])], report=report)


@app.command()
def landlord(*, home: Home = None, report: Report = None) -> None:
    """The people of a demonstration's home, whose truth is known: by strong keys, weighed, and what waits."""
    _measure("matching.landlord", ["--home", str(_home(home))], report=report)


@app.command()
def spark(
    *,
    records: Annotated[int, typer.Option(min=100, help="How many rows of invented people.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Which invented people.")] = 1,
    report: Report = None,
) -> None:
    """The same people by the same model on Spark and on DuckDB. Needs the extra `spark`, and Java."""
    words = ["--records", str(records), "--seed", str(seed), "--cache", str(_home() / "bench")]
    _measure("matching", [*words, "--spark", "--only-ours", "--addresses", "0"], report=report)


def _home(chosen: Path | None = None) -> Path:
    ready()
    from django.conf import settings

    return (chosen.expanduser() if chosen else Path(settings.ROOFTREE_HOME)).resolve()


def _measure(what: str, words: list[str], *, home: Path | None = None, report: Path | None = None) -> None:
    if not (ROOT / "bench").is_dir():
        raise Refused(
            Reason(
                "no-bench", "The bench is not installed with Rooftree.", "Run it in a checkout of the source."
            )
        )
    words += ["--json", str(report.expanduser().resolve())] if report else []
    asks = os.environ | {"ROOFTREE_HOME": str(_home(home))}
    done = subprocess.run([sys.executable, "-m", f"bench.{what}", *words], cwd=ROOT, check=False, env=asks)
    if done.returncode:
        raise typer.Exit(1)
