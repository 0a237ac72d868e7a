"""The addresses of lists that have no records' page beside them, of saved views, and of chosen rows."""

from django.urls import path

from rooftree.web.staff.listing.chosen import chosen
from rooftree.web.staff.listing.later import file, make_now, take_file
from rooftree.web.staff.listing.own_files import files, remove_file
from rooftree.web.staff.listing.saved import first, remove, rename, save, views
from rooftree.web.staff.lists.certificates import certificates
from rooftree.web.staff.lists.households import household_faults
from rooftree.web.staff.lists.tenancies import tenancies
from rooftree.web.staff.lists.voids import voids

urlpatterns = [
    path("tenancies/", tenancies, name="tenancies"),
    path("certificates/", certificates, name="certificates"),
    path("voids/", voids, name="voids"),
    path("households/", household_faults, name="household-faults"),
    path("lists/<slug:name>/chosen/", chosen, name="chosen"),
    path("lists/<slug:name>/save/", save, name="save-view"),
    path("files/", files, name="files"),
    path("files/<str:file_id>/", file, name="file"),
    path("files/<str:file_id>/take/", take_file, name="take-file"),
    path("files/<str:file_id>/now/", make_now, name="make-file-now"),
    path("files/<str:file_id>/remove/", remove_file, name="remove-file"),
    path("views/", views, name="views"),
    path("views/<int:view_id>/rename/", rename, name="rename-view"),
    path("views/<int:view_id>/first/", first, name="first-view"),
    path("views/<int:view_id>/remove/", remove, name="remove-view"),
]
