"""Re-exports the stage's tables; they are declared in each subject."""

from rooftree.oversight.quality.models import (
    CheckRun,
    ExceptionEvent,
    ExceptionTally,
    QualityException,
    QualityScore,
    RuleResult,
)

__all__ = [
    "CheckRun",
    "ExceptionEvent",
    "ExceptionTally",
    "QualityException",
    "QualityScore",
    "RuleResult",
]
