"""Which files the last check read, kept beside them, so that a changed rule can be tried on the same."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

from rooftree.engine.checking.running.received import Received

NAME = "checked.json"


@dataclass(frozen=True, slots=True)
class LastNight:
    """The files of the last check, its run and its day."""

    run_id: int
    on: datetime.date
    received: Received

    @property
    def is_whole(self) -> bool:
        """Whether every file is still there."""
        return all(path.is_file() for path in self.received.paths())


def keep(landing: Path, night: LastNight) -> None:
    """Writes it down, whole or not at all."""
    held = night.received
    said = {
        "run": night.run_id,
        "on": night.on.isoformat(),
        "tables": {table: [_name(path, landing) for path in paths] for table, paths in held.tables.items()},
        "links": _name(held.links, landing) if held.links else "",
        "set_aside": [_name(path, landing) for path in held.set_aside],
    }
    part = landing / f"{NAME}.part"
    part.write_text(json.dumps(said, indent=1), encoding="utf-8")
    part.replace(landing / NAME)


def last_night(landing: Path) -> LastNight | None:
    """The files of the last check; None when nothing was checked yet, or a file of it is gone by now."""
    try:
        said = json.loads((landing / NAME).read_text(encoding="utf-8"))
        night = LastNight(
            run_id=said["run"],
            on=datetime.date.fromisoformat(said["on"]),
            received=Received(
                {table: [landing / name for name in names] for table, names in said["tables"].items()},
                landing / said["links"] if said["links"] else None,
                [landing / name for name in said["set_aside"]],
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return night if night.is_whole else None


def _name(path: Path, landing: Path) -> str:
    return str(path.relative_to(landing) if path.is_relative_to(landing) else path)
