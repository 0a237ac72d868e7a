"""`rooftree export`: what Rooftree holds, as a file."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from rooftree.cli.ready import now, ready

console = Console(stderr=True, highlight=False, soft_wrap=True)


def export(
    name: Annotated[
        str, typer.Argument(help="A list (homes, people, tenancies, repairs, certificates, voids) or links.")
    ],
    *,
    form: Annotated[Literal["csv", "xlsx", "parquet", "json"], typer.Option("--format", help="The form.")],
    out: Annotated[Path, typer.Option(help="The file to write; its data dictionary is written beside it.")],
) -> None:
    """Write a named export, and a data dictionary that says what each column means."""
    ready()
    from rooftree.desk.exports import writing
    from rooftree.desk.exports.catalogue import exports
    from rooftree.reference.accounts.rules import SYSTEM
    from rooftree.reference.audit import actions as audit

    known = exports(now=now())
    if name not in known:
        raise typer.BadParameter(
            f"there is no export {name!r}; there are: {', '.join(known)}", param_hint="NAME"
        )
    wanted = known[name]
    try:
        count = writing.write(
            form=form, out=out, columns=wanted.columns, rows=wanted.rows(SYSTEM), about=wanted.about()
        )
    except writing.TooManyRowsError as no:
        console.print(str(no), markup=False)
        raise typer.Exit(1) from no
    audit.record(
        by=SYSTEM,
        now=now(),
        action="exported",
        subject_type="export",
        subject_id=name,
        detail={"rows": count},
    )
    console.print(
        f"{count:,} rows in {out}; what the columns mean is in {writing.dictionary_of(out)}.", markup=False
    )
