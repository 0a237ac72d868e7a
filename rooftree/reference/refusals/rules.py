"""What a "no" looks like, everywhere: reasons in words, each with what would mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why something was not done."""

    code: str
    """Stable and short, for programs: `link-expired`."""
    says: str
    """What is so, as a sentence to the person who asked."""
    mend: str = ""
    """What they can do about it, as a sentence; empty when nothing can be done."""


def as_problem(*, status: int, title: str, reasons: Sequence[Reason]) -> dict[str, object]:
    """RFC 9457: `detail` for a person to read, `reasons` for a program."""
    return {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": " ".join(part for reason in reasons for part in (reason.says, reason.mend) if part),
        "reasons": [{"code": reason.code, "says": reason.says, "mend": reason.mend} for reason in reasons],
    }


class Refused(Exception):  # noqa: N818 - it is a "no", not an error
    """Raised by an action that may not, or cannot, do what it was asked; carries every reason at once."""

    def __init__(self, *reasons: Reason) -> None:
        if not reasons:
            raise ValueError("A refusal needs at least one reason.")
        self.reasons: tuple[Reason, ...] = reasons
        super().__init__(" ".join(reason.says for reason in reasons))

    @property
    def is_about_permission(self) -> bool:
        """True when any reason is that this person may not (rather than that it cannot be done)."""
        return any(reason.code.startswith("not-allowed") for reason in self.reasons)
