"""`rooftree bench`: the measured claims, each with its peer in the same run. For a checkout of the source."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from rooftree.cli.ready import ready
from rooftree.reference.refusals.rules import Reason, Refused

ROOT = Path(__file__).resolve().parent.parent.parent


def bench(
    *,
    what: Annotated[
        Literal["nightly", "web", "searching"], typer.Argument(help="What to measure.")
    ] = "nightly",
    homes: Annotated[
        int, typer.Option(min=1, help="nightly: how many homes the invented landlord has.")
    ] = 10_000,
    second: Annotated[
        bool,
        typer.Option(
            "--second/--no-second", help="nightly: also a second and a changed night, and the peers."
        ),
    ] = True,
    home: Annotated[
        Path | None,
        typer.Option(help="web, searching: the home folder to ask, filled by a run; else your own."),
    ] = None,
    requests: Annotated[
        int, typer.Option(min=8, help="web, searching: how many of each kind of question.")
    ] = 200,
    writes: Annotated[bool, typer.Option("--writes", help="web: with a writer beside the readers.")] = False,
    report: Annotated[Path | None, typer.Option("--json", help="Write the figures to FILE.")] = None,
) -> None:
    """Measure the nightly run in a home that is thrown away; the pages or the search of a filled one."""
    if not (ROOT / "bench").is_dir():
        raise Refused(
            Reason(
                "no-bench", "The bench is not installed with Rooftree.", "Run it in a checkout of the source."
            )
        )
    ready()
    from django.conf import settings

    chosen = home.expanduser() if home else settings.ROOFTREE_HOME
    if what == "nightly":
        words = ["--homes", str(homes), "--cache", str(settings.ROOFTREE_HOME.resolve() / "bench")]
        words.append("--second" if second else "--no-second")
    elif what == "web":
        words = ["--home", str(chosen.resolve()), "--requests", str(requests)]
        words += ["--writes"] if writes else []
    else:
        words = ["--count", str(requests)]
    if report:
        words += ["--json", str(report.expanduser().resolve())]
    asks = os.environ | {"ROOFTREE_HOME": str(chosen.resolve())}
    done = subprocess.run([sys.executable, "-m", f"bench.{what}", *words], cwd=ROOT, check=False, env=asks)
    if done.returncode:
        raise typer.Exit(1)
