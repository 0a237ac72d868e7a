"""Where a run works, and with how much."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """Where a run works, and with how much."""

    landing: Path
    mappings: Path
    nino_key: str
    accept_older: bool = False
    memory: str = "1GB"
    server_pid: int | None = None
    train_after_days: int = 30
    """A model of matching older than this is trained anew."""
    train: bool = False
    """That somebody wants a new one now."""

    @property
    def published(self) -> Path:
        """The folder of the states of published nights."""
        return self.landing / "published"
