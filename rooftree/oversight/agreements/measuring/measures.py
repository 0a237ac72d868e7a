"""Every way of measuring by the name that templates call it."""

from collections.abc import Callable, Mapping

from rooftree.oversight.agreements.measuring import files, orders, standard, visits
from rooftree.oversight.agreements.measuring.asked import Asked, Measured

MEASURES: Mapping[str, Callable[[Asked], Measured]] = {
    "photos": orders.photos,
    "close_reason": orders.close_reason,
    "appointment": visits.appointment,
    "status_in_time": visits.status_in_time,
    "delivered": files.delivered,
    "accepted": files.accepted,
    "rule": standard.rule,
}
