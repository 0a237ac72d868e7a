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
from rooftree.oversight.capability.models import (
    CapabilityDeclaration,
    CapabilityFigure,
    SystemNeed,
    SystemNeedEvent,
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
    "CapabilityDeclaration",
    "CapabilityFigure",
    "CheckRun",
    "ExceptionEvent",
    "ExceptionTally",
    "ImprovementNotice",
    "Intake",
    "NoticeEvent",
    "QualityException",
    "QualityScore",
    "RuleResult",
    "SystemNeed",
    "SystemNeedEvent",
]
