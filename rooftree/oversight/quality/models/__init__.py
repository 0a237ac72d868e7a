"""The tables of the ledger: exceptions and what happened to them, checks and what they found, scores."""

from rooftree.oversight.quality.models.checks import CheckRun, QualityScore, RuleResult
from rooftree.oversight.quality.models.exceptions import ExceptionEvent, ExceptionTally, QualityException

__all__ = [
    "CheckRun",
    "ExceptionEvent",
    "ExceptionTally",
    "QualityException",
    "QualityScore",
    "RuleResult",
]
