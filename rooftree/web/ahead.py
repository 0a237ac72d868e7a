"""What the web server does once before it answers, so that no reader waits for it: the first page of a
process took two seconds, nearly all of it for reading Python and templates.
"""

import datetime
import logging
from pathlib import Path

from django.db import DatabaseError, connections
from django.template import engines
from django.template.loader import get_template
from django.urls import reverse

from rooftree.desk.home import OF_TAB, SUMMARY, home
from rooftree.desk.households import living
from rooftree.desk.person import known_of, person
from rooftree.desk.timeline import timeline_of_home, timeline_of_person
from rooftree.records.homes import queries as homes
from rooftree.records.people import queries as people
from rooftree.reference.accounts.rules import Role, Viewer

log = logging.getLogger(__name__)
ITSELF = Viewer(user_id=None, name="Rooftree", role=Role.OFFICER, is_system=True)
A_FEW = 3
"""Homes differ in shape (with a block or without), and each shape is worded by itself."""


def prepare(*, today: datetime.date) -> None:
    """Reads every page's code and template, and words the statements of homes and of people, also as known.

    Nothing is shown to anybody, so nothing goes into the audit trail. Without a database, or with an empty
    one, the first reader waits a little. Leaves no connection behind: processes are made from this one.
    """
    reverse("start")  # imports every view there is
    _read_templates()
    try:
        _word_statements(today)
    except DatabaseError:
        log.warning("The statements of the pages could not be prepared.", exc_info=True)
    connections.close_all()


def _read_templates() -> None:
    folder = Path(__file__).parent / "templates"
    for file in folder.rglob("*.html"):
        get_template(file.relative_to(folder).as_posix())
    jinja = engines["jinja2"].env  # type: ignore[attr-defined]
    for name in jinja.list_templates():
        jinja.get_template(name)


def _word_statements(today: datetime.date) -> None:
    yesterday = today - datetime.timedelta(days=1)
    for one in homes.a_few(viewer=ITSELF, most=A_FEW):
        for tab in OF_TAB:
            home(one, viewer=ITSELF, today=today, tab=tab)
        home(one, viewer=ITSELF, today=today, on=yesterday, tab=SUMMARY)
        timeline_of_home(one, viewer=ITSELF, today=today)
        if found := home(one, viewer=ITSELF, today=today, tab="people"):
            living.at_home(one, viewer=ITSELF, today=today, known=found.records)
    for one in people.a_few(viewer=ITSELF, most=A_FEW):
        person(one, viewer=ITSELF, today=today)
        person(one, viewer=ITSELF, today=today, on=yesterday)
        known = known_of(one, viewer=ITSELF)
        timeline_of_person(one, viewer=ITSELF, today=today, known=known)
        living.of_person(one, known, viewer=ITSELF, today=today)
