"""The addresses of the recording standard, under /standard/."""

from django.urls import path

from rooftree.web.staff.standard import (
    changing,
    codes,
    draft,
    listed,
    proposals,
    release,
    taking_in,
    versions,
)

urlpatterns = [
    path("", listed.rules, name="standard"),
    path("rules/new/", changing.new, name="standard-rule-new"),
    path("rules/new/<str:table>/<str:kind>/", changing.make, name="standard-rule-make"),
    path("rules/<str:name>/", listed.rule, name="standard-rule"),
    path("rules/<str:name>/change/", changing.change, name="standard-rule-change"),
    path("lists/", codes.lists, name="standard-lists"),
    path("lists/<str:name>/", codes.one, name="standard-list"),
    path("lists/<str:name>/new/", codes.code, name="standard-code-new"),
    path("lists/<str:name>/codes/<str:code>/", codes.code, name="standard-code"),
    path("draft/", draft.draft, name="standard-draft"),
    path("draft/forget/", changing.forget, name="standard-forget"),
    path("draft/up-to-date/", draft.bring_up_to_date, name="standard-up-to-date"),
    path("draft/discard/", draft.discard, name="standard-discard"),
    path("changes/", proposals.changes, name="standard-changes"),
    path("changes/<int:draft_id>/", proposals.one, name="standard-change"),
    path("changes/<int:draft_id>/take-back/", proposals.take_back, name="standard-take-back"),
    path("versions/", versions.versions, name="standard-versions"),
    path("release/", release.release, name="standard-release"),
    path("export/", versions.export, name="standard-export"),
    path("import/", taking_in.take_in, name="standard-import"),
    path("import/take/", taking_in.take, name="standard-take"),
]
