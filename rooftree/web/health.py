"""For whatever watches the server."""

from django.db import connection
from django.db.utils import OperationalError
from django.http import HttpRequest, JsonResponse

from rooftree.web.visibility import visible_to_everyone


@visible_to_everyone
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it does not. Says nothing else to strangers."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return JsonResponse({"status": "the database does not answer"}, status=503)
    return JsonResponse({"status": "ok"})
