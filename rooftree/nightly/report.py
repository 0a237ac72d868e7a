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


@dataclass
class Report:
    """What a run did, step by step."""

    run_id: int
    steps: list[StepReport] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    changes: dict[str, dict[str, int]] = field(default_factory=dict)
    peak_memory_bytes: int = 0
    seconds: float = 0.0
