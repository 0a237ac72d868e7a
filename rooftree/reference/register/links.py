"""Where a record stands in the system it came from: an address for each system, empty until given.

The landlord's own file (the setting ROOFTREE_LINKS) is laid over the register's. These reads take no
`viewer=`: they are declarations and say nothing of any home or person.
"""

import logging
import tomllib
from functools import cache
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from rooftree.reference.register.queries import FILE

log = logging.getLogger(__name__)
KEY = "{key}"
Templates = dict[tuple[str, str], str]


def deep_link(system: str, kind: str, key: str) -> str:
    """The address of a home or person in a system; nothing where no template is given for it."""
    template = templates(settings.ROOFTREE_LINKS).get((system, kind), "")
    return template.replace(KEY, quote(key, safe="")) if template and key else ""


@cache
def templates(own: Path) -> Templates:
    """By system and kind of record ("home", "person"): the register's, then the landlord's own."""
    found = _read(FILE)
    return found | _read(own) if own.is_file() else found


def _read(file: Path) -> Templates:
    """The templates of one file. One that is no web address with {key} in it makes no link, and is logged."""
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8")).get("systems", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        log.warning("%s cannot be read, so no link to another system is made from it: %s", file.name, fault)
        return {}
    found: Templates = {}
    for system, facts in said.items():
        for kind in ("home", "person"):
            template = str(facts.get(f"{kind}_url", "")).strip() if isinstance(facts, dict) else ""
            if template.startswith(("https://", "http://")) and KEY in template:
                found[(system, kind)] = template
            elif template:
                wants = "must begin with https:// and hold {key}"
                log.warning("%s: [systems.%s] %s_url %s.", file.name, system, kind, wants)
    return found
