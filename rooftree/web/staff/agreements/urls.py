"""The addresses of agreements, under /agreements/."""

from django.urls import path

from rooftree.web.staff.agreements import editing, files, notices, one, questions, register, sending

urlpatterns = [
    path("", register.agreements, name="agreements"),
    path("new/", editing.new, name="agreement-new"),
    path("questions/", questions.questions, name="agreement-questions"),
    path("files/<int:intake_id>/", files.intake, name="intake"),
    path("files/<int:intake_id>/report/", files.report, name="intake-report"),
    path("files/<int:intake_id>/place/", files.place, name="intake-place"),
    path("files/<int:intake_id>/withdraw/", files.withdraw, name="intake-withdraw"),
    path("notices/<int:notice_id>/", notices.notice, name="notice"),
    path("<int:agreement_id>/", one.agreement, name="agreement"),
    path("<int:agreement_id>/change/", editing.change, name="agreement-change"),
    path("<int:agreement_id>/send/", sending.send, name="agreement-send"),
    path("<int:agreement_id>/notice/", notices.give, name="notice-give"),
    path("<int:agreement_id>/<str:requirement>/<str:month>/", one.rows, name="agreement-rows"),
]
