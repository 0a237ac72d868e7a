"""The addresses of deciding what is one, under /matching/."""

from django.urls import path

from rooftree.web.staff.matching import checks, decided, other, proposing, queue, review, splitting
from rooftree.web.staff.matching.quality import answered, links, page, rows

urlpatterns = [
    path("", queue.queue, name="matching"),
    path("checks/", checks.checks, name="match-checks"),
    path("checks/<int:check_id>/", checks.check, name="match-check"),
    path("quality/", page.quality, name="match-quality"),
    path("quality/checks/", answered.answered, name="match-quality-checks"),
    path("links/", links.linked, name="match-links"),
    path("quality/unlinkable/", rows.unlinkable, name="match-unlinkable"),
    path("quality/<slug:kind>/<slug:system>/<slug:other>/", rows.held_by, name="match-held-by"),
    path("decided/", decided.decided, name="match-decided"),
    path("decided/<int:decision_id>/undo/", decided.undo, name="match-undo"),
    path("rows/<uuid:reference_id>/", splitting.split, name="match-split"),
    path("<slug:kind>/<uuid:own_id>/other/", other.other, name="match-other"),
    path("<slug:kind>/<uuid:first_id>/<uuid:second_id>/", review.review, name="match-review"),
    path("<slug:kind>/<uuid:first_id>/<uuid:second_id>/propose/", proposing.propose, name="match-propose"),
]
