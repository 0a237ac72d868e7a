"""What a night is given to weigh people by. Light: nothing here brings the machinery."""

from dataclasses import dataclass
from pathlib import Path

from rooftree.records.matching.linkage.nights.model import Models
from rooftree.records.matching.linkage.nights.pairs import LastNight


@dataclass(frozen=True)
class Weighing:
    """What a night needs to weigh people: the models, what last night left, and where to leave the same."""

    models: Models
    before: LastNight
    keep: Path
