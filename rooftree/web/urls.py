"""The addresses of sign-in, of looking after users, of the gallery, and of what watches the server."""

from django.urls import path

from rooftree.web import health
from rooftree.web.accounts import own, sign_in, teams, tokens, users
from rooftree.web.components import appearance, gallery

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/<str:token>/", sign_in.sign_in_by_link, name="sign-in-by-link"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("account/password/", own.own_password, name="own-password"),
    path("account/tokens/", tokens.tokens, name="tokens"),
    path("account/tokens/make/", tokens.make_token, name="make-token"),
    path("account/tokens/<int:token_id>/stop/", tokens.stop_token, name="stop-token"),
    path("users/", users.users, name="users"),
    path("users/add/", users.add_user, name="add-user"),
    path("users/link/", users.new_link, name="new-link"),
    path("users/stop/", users.stop_user, name="stop-user"),
    path("users/role/", users.change_role, name="change-role"),
    path("users/allow/", users.allow_user, name="allow-user"),
    path("appearance/", appearance.appearance, name="appearance"),
    path("teams/", teams.teams, name="teams"),
    path("teams/<int:team_id>/in/", teams.put_in, name="team-put-in"),
    path("teams/<int:team_id>/out/", teams.take_out, name="team-take-out"),
    path("components/", gallery.gallery, name="components"),
    path("components/<slug:name>/", gallery.group_of, name="components-of"),
    path("healthz", health.healthz, name="healthz"),
]
