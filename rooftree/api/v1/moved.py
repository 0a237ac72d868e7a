"""Where a record is now that was joined to another; and that one was not known on a day."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponseRedirect

from rooftree.api import telling
from rooftree.api.asking import Asked
from rooftree.api.reading import ApiRequest
from rooftree.records.matching.queries import now_known_as


def elsewhere(request: ApiRequest, table: str, record_id: str, asked: Asked) -> HttpResponseRedirect:
    """The same question of the record it was joined to. 302, because a joining can be undone."""
    found = now_known_as(table, record_id, viewer=request.viewer)
    if found:
        kind = telling.READ_AT[table]
        rest = request.path.partition(record_id)[2]
        query = f"?{urlencode(request.GET.dict())}" if request.GET else ""
        return HttpResponseRedirect(f"{telling.address(kind, found)}{rest}{query}")
    if asked.day:
        raise Http404("Nothing was known of it on that day, or it is not for you to read.")
    raise Http404
