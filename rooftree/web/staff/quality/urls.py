"""The addresses of quality: scores, the queue, one exception, work on them, the rules."""

from django.urls import path

from rooftree.web.staff.quality import dashboard, lists, owners, working
from rooftree.web.staff.quality.exception import exception
from rooftree.web.staff.quality.rule import rule

urlpatterns = [
    path("", dashboard.quality, name="quality"),
    path("exceptions/", lists.exceptions, name="exception-queue"),
    path("exceptions/resolved/", lists.resolved, name="exceptions-resolved"),
    path("exceptions/give/", working.assign, name="exceptions-assign"),
    path("exceptions/mended/", working.mended, name="exceptions-mended"),
    path("exceptions/waive/", working.waive, name="exceptions-waive"),
    path("exceptions/unwaive/", working.unwaive, name="exceptions-unwaive"),
    path("exceptions/<str:exception_id>/", exception, name="exception"),
    path("exceptions/<str:exception_id>/comment/", working.comment, name="exception-comment"),
    path("owners/", owners.owners, name="exception-owners"),
    path("rules/", lists.rules, name="rules"),
    path("rules/<str:rule_id>/", rule, name="rule"),
]
