"""The addresses of deciding what is one, under /matching/."""

from django.urls import path

from rooftree.web.staff.matching import checks, decided, queue, review, splitting

urlpatterns = [
    path("", queue.queue, name="matching"),
    path("checks/", checks.checks, name="match-checks"),
    path("checks/<int:check_id>/", checks.check, name="match-check"),
    path("decided/", decided.decided, name="match-decided"),
    path("decided/<int:decision_id>/undo/", decided.undo, name="match-undo"),
    path("rows/<uuid:reference_id>/", splitting.split, name="match-split"),
    path("<slug:kind>/<uuid:first_id>/<uuid:second_id>/", review.review, name="match-review"),
]
