"""The addresses of sign-in, of looking after users, of the gallery, and of what watches the server."""

from django.urls import path

from rooftree.web import health
from rooftree.web.accounts import own, sign_in, users
from rooftree.web.components import gallery

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", sign_in.sign_in_by_link, name="sign-in-by-link"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/password/", own.own_password, name="own-password"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add_user, name="add-user"),
    path("users/link/", users.new_link, name="new-link"),
    path("users/stop/", users.stop_user, name="stop-user"),
    path("users/role/", users.change_role, name="change-role"),
    path("users/allow/", users.allow_user, name="allow-user"),
    path("components/", gallery.gallery, name="components"),
    path("healthz", health.healthz, name="healthz"),
]
