"""Light or dark: what somebody chose on this device, kept in a cookie, without JavaScript."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_staff

COOKIE = "appearance"
CHOICES = ("light", "dark", "device")
YEAR = 365 * 24 * 60 * 60


@visible_to_staff
@require_POST
def appearance(request: StaffRequest) -> HttpResponse:
    """Keeps the choice and goes back to the page it was made on; "device" forgets it."""
    chosen = request.POST.get("appearance", "")
    if chosen not in CHOICES:
        return HttpResponseBadRequest("Choose light, dark or device.")
    back = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(back, request.get_host(), require_https=request.is_secure())
    response = HttpResponseRedirect(back if ours and back.startswith("/") else "/")
    if chosen == "device":
        response.delete_cookie(COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.PRODUCTION
        )
    return response
