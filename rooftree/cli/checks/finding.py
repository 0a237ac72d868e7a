"""What a check found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend` says what to do, and stands only where something is wrong."""

    name: str
    says: str
    mend: str = ""

    @property
    def is_well(self) -> bool:
        """True when there is nothing to mend."""
        return not self.mend
