"""An agreement with an invented contractor, its orders, and files that it might send."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from rooftree.oversight.agreements.actions.keeping import register
from rooftree.oversight.agreements.actions.notices import give
from rooftree.oversight.agreements.actions.scoring import score_agreements
from rooftree.oversight.agreements.actions.taking import Sent, take_in
from rooftree.oversight.agreements.rules.requirements import Requirement, Terms
from rooftree.oversight.agreements.templates import templates
from rooftree.records import models as m
from rooftree.reference.accounts.rules import Viewer
from tests.factories.records import extract, make

TODAY = datetime.date(2026, 11, 20)
NOW = datetime.datetime(2026, 11, 20, 9, 0, tzinfo=datetime.UTC)
HEADS = "jobRef,clientRef,siteRef,workType,priority,status,reportedDate,targetDate,completedDate,description,sor,trade,jobCost,contractor,followOnOf"  # noqa: E501
SOUND = "J{at},WO{at},S1,Responsive,Routine,Completed,02/11/2026 09:00,20/11/2026 17:00,05/11/2026 10:00,Tap drips,,Plumbing,40.00,Lantern Repairs,"  # noqa: E501


def contractor(name: str = "Lantern Repairs") -> m.Organization:
    """A contractor that orders may name."""
    made: m.Organization = make(m.Organization, name=name, kind="contractor")
    return made


def order(of: m.Organization, ref: str, *, photo: bool = True, **facts: Any) -> m.WorkOrder:
    """A completed order of November, with a photo of what was done."""
    done = datetime.datetime(2026, 11, 5, 10, tzinfo=datetime.UTC)
    known = {"job_ref": ref, "contractor": of, "status": "completed", "completed_at": done}
    made: m.WorkOrder = make(m.WorkOrder, **(known | facts))
    if photo:
        make(m.Attachment, work_order=made, kind="after_photo")
    return made


def terms(of: m.Organization | None = None, *keys: str, **facts: Any) -> Terms:
    """What was agreed: these requirements, each with the share that is first offered."""
    known: dict[str, Any] = {
        "title": "Responsive repairs",
        "organisation": of.name if of else "Lantern Trust",
        "organisation_id": str(of.pk) if of else "",
        "starts_on": datetime.date(2026, 11, 1),
        "ends_on": None,
        "owner": "Carys Steward",
        "files": [("oneserve", "jobs")],
        "requirements": [Requirement(key, key, templates()[key].target) for key in keys],
    }
    return Terms(**(known | facts))


def jobs(*rows: str) -> bytes:
    """A file of jobs."""
    return "\n".join([HEADS, *rows, ""]).encode()


def sound(count: int = 3) -> bytes:
    """One in which nothing is wrong."""
    return jobs(*(SOUND.format(at=at) for at in range(1, count + 1)))


def sent(data: bytes, name: str = "jobs.csv", **facts: Any) -> Sent:
    """A file as somebody sends it."""
    known: dict[str, Any] = {"system": "oneserve", "file": "jobs", "size": len(data), "chunks": [data]}
    return Sent(name=name, **(known | facts))


def folder_of(path: Path) -> list[str]:
    """What lies in a folder, however deep."""
    return sorted(str(each.relative_to(path)) for each in path.rglob("*") if each.is_file())


def one_of_each(by: Viewer, now: datetime.datetime, today: datetime.date) -> int:
    """An agreement that is below what was agreed this month, with a notice and a file that was refused."""
    ours, first = contractor(), today.replace(day=1)
    order(ours, "J1", photo=False, completed_at=now)
    held = register(terms=terms(ours, "completed_photos", starts_on=first), by=by, now=now)
    score_agreements(run_id=extract().run_id, now=now, today=today)
    give(
        agreement_id=held,
        months=[("completed_photos", first)],
        words=("Photos are missing.", "Send them."),
        reply_by=today + datetime.timedelta(days=14),
        by=by,
        now=now,
        today=today,
    )
    bad = jobs(SOUND.format(at=1).replace("J1,", ",", 1))
    take_in(agreement_id=held, sent=sent(bad), by=by, now=now, today=today)
    return held
