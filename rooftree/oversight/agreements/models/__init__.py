"""The tables of agreements: what was agreed, what each month reached, files sent, notices."""

from rooftree.oversight.agreements.models.agreed import Agreement, AgreementVersion
from rooftree.oversight.agreements.models.intake import Intake
from rooftree.oversight.agreements.models.months import AgreementScore, AgreementShortfall
from rooftree.oversight.agreements.models.notices import ImprovementNotice, NoticeEvent

__all__ = [
    "Agreement",
    "AgreementScore",
    "AgreementShortfall",
    "AgreementVersion",
    "ImprovementNotice",
    "Intake",
    "NoticeEvent",
]
