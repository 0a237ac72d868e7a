"""The subject's tables, one file per group; imported here under one name."""

from rooftree.records.repairs.models.event import JobStatusUpdate
from rooftree.records.repairs.models.order import WorkElement, WorkOrder
from rooftree.records.repairs.models.request import ServiceRequest
from rooftree.records.repairs.models.visit import Appointment, Notification, Operative

__all__ = [
    "Appointment",
    "JobStatusUpdate",
    "Notification",
    "Operative",
    "ServiceRequest",
    "WorkElement",
    "WorkOrder",
]
