"""The subject's tables, one file per group; imported here under one name."""

from rooftree.records.tenancies.models.homelessness import (
    HomelessnessCase,
    HomelessnessDuty,
    TemporaryAccommodationPlacement,
)
from rooftree.records.tenancies.models.money import ArrearsAction, RentAccount, RentCharge, RentTransaction
from rooftree.records.tenancies.models.register import Bid, HousingApplication, Offer
from rooftree.records.tenancies.models.tenancy import Tenancy, TenancyUnit
from rooftree.records.tenancies.models.void import Letting, StatusHistory, Void

__all__ = [
    "ArrearsAction",
    "Bid",
    "HomelessnessCase",
    "HomelessnessDuty",
    "HousingApplication",
    "Letting",
    "Offer",
    "RentAccount",
    "RentCharge",
    "RentTransaction",
    "StatusHistory",
    "TemporaryAccommodationPlacement",
    "Tenancy",
    "TenancyUnit",
    "Void",
]
