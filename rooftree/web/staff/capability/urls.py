"""The addresses of capability, under /capability/."""

from django.urls import path

from rooftree.web.staff.capability import cell, declaring, matrix, needs, raising

urlpatterns = [
    path("", matrix.capability, name="capability"),
    path("needs/", needs.needs, name="needs"),
    path("needs/<int:need_id>/", needs.need, name="need"),
    path("needs/<int:need_id>/change/", raising.change, name="need-change"),
    path("<slug:requirement>/", cell.requirement, name="capability-requirement"),
    path("<slug:requirement>/<slug:system>/", cell.cell, name="capability-cell"),
    path("<slug:requirement>/<slug:system>/review/", declaring.declare, name="capability-declare"),
    path("<slug:requirement>/<slug:system>/need/", raising.raise_need, name="need-raise"),
]
