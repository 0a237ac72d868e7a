"""What a run did, step by step: what `rooftree run --json` writes."""

from dataclasses import dataclass, field


@dataclass
class StepReport:
    """What one step did."""

    name: str
    seconds: float = 0.0
    rows_in: int = 0
    rows_out: int = 0
    peak_memory_bytes: int = 0
    says: str = ""
    failed: bool = False
    exceptions: dict[str, int] = field(default_factory=dict)
    """Of the step `check`: how many are new, open, resolved, reopened, waived, withdrawn, standing."""


@dataclass
class Report:
    """What a run did, step by step."""

    run_id: int
    steps: list[StepReport] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    exceptions: dict[str, int] = field(default_factory=dict)
    rules_not_asked: dict[str, str] = field(default_factory=dict)
    """Rules that could not be asked, with why; what they found before stays as it was."""
    check_failed: str = ""
    """Why the check could not be done; what was published stays published all the same."""
    peak_memory_bytes: int = 0
    seconds: float = 0.0
