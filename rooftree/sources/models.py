"""Re-exports the stage's tables; they are declared in each subject."""

from rooftree.sources.extracts.models import Extract, ExtractProblem, ExtractSeen, Run, RunStep

__all__ = ["Extract", "ExtractProblem", "ExtractSeen", "Run", "RunStep"]
