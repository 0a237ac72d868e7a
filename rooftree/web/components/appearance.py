"""What somebody chose for this device, kept in cookies, without JavaScript: light or dark, keys or none."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rooftree.web.requests import StaffRequest
from rooftree.web.visibility import visible_to_staff

CHOICES = {"appearance": ("light", "dark", "device"), "keys": ("on", "off")}
"""By cookie. `keys`: whether one key by itself does something; speech may type it by mistake (WCAG 2.1.4)."""
USUAL = {"appearance": "device", "keys": "on"}
YEAR = 365 * 24 * 60 * 60


@visible_to_staff
@require_POST
def appearance(request: StaffRequest) -> HttpResponse:
    """Keeps the choice and goes back to the page it was made on; what is usual is forgotten instead."""
    chosen = [(name, said) for name in CHOICES if (said := request.POST.get(name)) is not None]
    if len(chosen) != 1 or chosen[0][1] not in CHOICES[chosen[0][0]]:
        return HttpResponseBadRequest("Choose light, dark or device; or keys on or off.")
    ((name, said),) = chosen
    back = request.POST.get("next", "/")
    ours = url_has_allowed_host_and_scheme(back, request.get_host(), require_https=request.is_secure())
    response = HttpResponseRedirect(back if ours and back.startswith("/") else "/")
    if said == USUAL[name]:
        response.delete_cookie(name, samesite="Lax")
    else:
        response.set_cookie(
            name, said, max_age=YEAR, samesite="Lax", httponly=True, secure=settings.PRODUCTION
        )
    return response
