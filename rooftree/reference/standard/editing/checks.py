"""A rule that somebody is writing, as the check that it would be; or all the reasons why it is none yet."""

from typing import Any

from rooftree.engine.checking.kinds import Check
from rooftree.reference.refusals.rules import Reason, Refused
from rooftree.reference.standard.quality import judging, reading
from rooftree.reference.standard.quality.parts import Difference, Documents, Part, changed

AS_IT_STANDS = "Correct it and try again."


def check_of(part: Part, value: Any, *, documents: Documents) -> Check:
    """The check of one rule within these documents."""
    document = changed(documents[part.document], Difference(part, None, value))
    table = part.document.partition("/")[2]
    found = reading.read(document, f"{table}.yaml")
    own = [str(fault) for fault in found.faults if part.name in fault.place]
    if own or part.name not in found.rules:
        says = own or [f"{table} cannot hold it at {value.get('column') or 'the table'}."]
        raise Refused(*(Reason("rule", each, AS_IT_STANDS) for each in says))
    check = found.rules[part.name].check
    reasons = judging.reasons_of(check, judging.codes_of(documents))
    if reasons:
        raise Refused(*(Reason("rule", f"{each[:1].upper()}{each[1:]}.", AS_IT_STANDS) for each in reasons))
    return check
