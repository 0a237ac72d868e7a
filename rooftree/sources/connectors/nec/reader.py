"""The views that NEC's mapping reads beside its files; each module here makes those of one subject."""

from rooftree.sources.connectors.nec import contacts, homes, people, tenancies, voids
from rooftree.sources.connectors.reading import Source, Table


def views(source: Source) -> dict[str, Table]:
    """Every view by name that the files received allow."""
    made: dict[str, Table] = {}
    for subject in (homes, tenancies, voids, people, contacts):
        made |= subject.views(source)
    return made
