"""Requirements in words: what each is called, and what exactly was agreed."""

from collections.abc import Sequence

from rooftree.oversight.agreements.rules.requirements import Requirement
from rooftree.oversight.agreements.templates import templates
from rooftree.reference.standard.quality.queries import standard_in_force

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def title_of(one: Requirement) -> str:
    """What it is called; a rule of the standard by its own title."""
    if one.rule_id:
        rule = standard_in_force().rules.get(one.rule_id)
        return rule.title.rstrip(".") if rule else one.rule_id
    template = templates().get(one.template)
    return template.title if template else one.template


def agreed(one: Requirement) -> str:
    """What was agreed besides the share: "within 24 hours", "due on Monday to Friday"."""
    template = templates().get(one.template)
    given = {**(template.given if template else {}), **one.given}
    if one.rule_id:
        return f"Rule {one.rule_id}"
    if "hours" in given:
        return f"Within {given['hours']} hours of leaving"
    if "weekdays" in given:
        return f"Due on {_days(sorted(given['weekdays']))}"
    return ""


def _days(days: Sequence[int]) -> str:
    """ "Monday to Friday"; days that do not follow each other one by one."""
    named = [WEEKDAYS[day - 1] for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{named[0]} to {named[-1]}"
    return ", ".join(named)


def counts(one: Requirement) -> str:
    """What is counted."""
    template = templates().get(one.template)
    return template.counts if template else ""
