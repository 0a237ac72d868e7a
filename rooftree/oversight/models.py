"""Re-exports the stage's tables; they are declared in each subject."""

from rooftree.oversight.agreements.models import (
    Agreement,
    AgreementScore,
    AgreementShortfall,
    AgreementVersion,
    ImprovementNotice,
    Intake,
    NoticeEvent,
)
from rooftree.oversight.quality.models import (
    CheckRun,
    ExceptionEvent,
    ExceptionTally,
    QualityException,
    QualityScore,
    RuleResult,
)

__all__ = [
    "Agreement",
    "AgreementScore",
    "AgreementShortfall",
    "AgreementVersion",
    "CheckRun",
    "ExceptionEvent",
    "ExceptionTally",
    "ImprovementNotice",
    "Intake",
    "NoticeEvent",
    "QualityException",
    "QualityScore",
    "RuleResult",
]
