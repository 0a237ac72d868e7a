"""The addresses of the staff pages about homes, people, repairs and what was received."""

from django.urls import include, path

from rooftree.web.staff import (
    blocks,
    extracts,
    homes,
    people,
    problems,
    questions,
    repairs,
    runs,
    start,
    tenancies,
)
from rooftree.web.staff.claims import difference, mending
from rooftree.web.staff.households import mending as households_mending
from rooftree.web.staff.lists.homes import homes as list_of_homes
from rooftree.web.staff.lists.people import people as list_of_people
from rooftree.web.staff.lists.repairs import repairs as list_of_repairs
from rooftree.web.staff.lists.transactions import transactions as list_of_transactions
from rooftree.web.staff.lists.visits import visits as list_of_visits
from rooftree.web.staff.notes import pages as notes
from rooftree.web.staff.notes import tasks, work
from rooftree.web.staff.reports import people_once
from rooftree.web.staff.search.page import search
from rooftree.web.staff.search.suggest import suggest
from rooftree.web.staff.seeking import applications

urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search, name="search"),
    path("search/suggest/", suggest, name="search-suggest"),
    path("homes/", list_of_homes, name="homes"),
    path("homes/<str:unit_id>/", homes.home, name="home"),
    path("homes/<str:unit_id>/difference/", difference.home, name="home-difference"),
    path("homes/<str:unit_id>/<slug:tab>/", homes.home, name="home-tab"),
    path("", include("rooftree.web.staff.lists.urls")),
    path("blocks/<str:property_id>/", blocks.block, name="block"),
    path("blocks/<str:property_id>/<slug:tab>/", blocks.block, name="block-tab"),
    path("visits/", list_of_visits, name="visits"),
    path("stock/", include("rooftree.web.staff.stock.urls")),
    path("quality/", include("rooftree.web.staff.quality.urls")),
    path("agreements/", include("rooftree.web.staff.agreements.urls")),
    path("standard/", include("rooftree.web.staff.standard.urls")),
    path("capability/", include("rooftree.web.staff.capability.urls")),
    path("matching/", include("rooftree.web.staff.matching.urls")),
    path("reports/people-once/", people_once.page, name="people-once"),
    path("people/", list_of_people, name="people"),
    path("people/<str:person_id>/", people.person, name="person"),
    path("people/<str:person_id>/difference/", difference.person, name="person-difference"),
    path("people/<str:person_id>/<slug:tab>/", people.person, name="person-tab"),
    path("applications/<str:ref>/", applications.application, name="application"),
    path("cases/<str:ref>/", applications.case, name="case"),
    path("homes/<str:unit_id>/people/mend/<slug:key>/", households_mending.mend, name="mend-household"),
    path("mend/<str:record_type>/<str:record_id_>/<slug:attribute>/", mending.mend, name="mend"),
    path("tenancies/<str:ref>/", tenancies.tenancy, name="tenancy"),
    path("tenancies/<str:ref>/difference/", difference.tenancy, name="tenancy-difference"),
    path("tenancies/<str:ref>/transactions/", list_of_transactions, name="transactions"),
    path("repairs/", list_of_repairs, name="repairs"),
    path("repairs/<str:order_id>/", repairs.repair, name="repair"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/progress/", runs.progress, name="run-progress"),
    path("runs/<int:run_id>/held/<int:held_id>/", questions.question, name="question"),
    path("runs/<int:run_id>/held/<int:held_id>/decide/", questions.decide, name="decide"),
    path("extracts/", extracts.extracts, name="extracts"),
    path("extracts/<int:extract_id>/", extracts.extract, name="extract"),
    path("extracts/<int:extract_id>/problems/", problems.problems, name="extract-problems"),
    path("your-work/", work.work, name="work"),
    path("notes/on/<str:record_type>/<str:record_id>/", notes.on_record, name="notes-on"),
    path("notes/on/<str:record_type>/<str:record_id>/write/", notes.write, name="note-write"),
    path("notes/on/<str:record_type>/<str:record_id>/task/", notes.add_task, name="task-add"),
    path("notes/<int:note_id>/", notes.note, name="note"),
    path("notes/<int:note_id>/change/", notes.change, name="note-change"),
    path("notes/<int:note_id>/pin/", notes.pin, name="note-pin"),
    path("notes/<int:note_id>/seen/", notes.seen, name="note-seen"),
    path("tasks/<int:task_id>/", tasks.task, name="task"),
    path("tasks/<int:task_id>/<str:did>/", tasks.do, name="task-do"),
]
