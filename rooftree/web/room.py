"""Room on Python's own stack for a whole page.

Python keeps the frames of calls in pieces of 16 kB. A page is drawn some two hundred calls deep, and wherever
a piece happens to end, every call over that edge asks the system for memory and gives it back: on a home's
timeline 2,250 times, a third of the page's time. A call that itself wants a large frame gets one large piece,
and all that it calls stays within it.
"""

from collections.abc import Callable
from typing import Any

Application = Callable[[dict[str, Any], Any], Any]
FRAME = 40_000
"""Slots of eight bytes: the smallest piece that holds them has 512 kB, and 200 kB of it are left."""


def roomy(application: Application) -> Application:
    """The same application, called with that room; about 0.1 ms dearer where no edge was met."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        return application(environ, start_response)

    answer.__code__ = answer.__code__.replace(co_stacksize=FRAME)
    return answer
