"""The addresses of the staff pages about homes, people, repairs and what was received."""

from django.urls import path

from rooftree.web.staff import extracts, homes, lists, people, repairs, runs, search, start, tenancies

urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("homes/", lists.homes, name="homes"),
    path("homes/<str:unit_id>/", homes.home, name="home"),
    path("people/", lists.people, name="people"),
    path("people/<str:person_id>/", people.person, name="person"),
    path("tenancies/<str:ref>/", tenancies.tenancy, name="tenancy"),
    path("repairs/", lists.repairs, name="repairs"),
    path("repairs/<str:order_id>/", repairs.repair, name="repair"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:run_id>/", runs.run, name="run"),
    path("runs/<int:run_id>/progress/", runs.progress, name="run-progress"),
    path("extracts/", extracts.extracts, name="extracts"),
    path("extracts/<int:extract_id>/", extracts.extract, name="extract"),
]
