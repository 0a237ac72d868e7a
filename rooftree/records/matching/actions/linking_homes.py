"""Links today's rows of homes and of blocks: by strong keys, and homes that these leave by their address."""

from pathlib import Path

from rooftree.engine.tables import Table
from rooftree.records.matching.linkage import homes, homes_by_address, keys, linked
from rooftree.records.matching.linkage.decided import bars
from rooftree.records.matching.rules import EntityType
from rooftree.records.provenance.canonical import Canonical

SAID = ("asset_ref", "alternative_ref", "uprn", "uprn_as_given", "kind", "address_line", "postcode")


def link_homes(
    canonical: Canonical, kind: EntityType, before: linked.Before, *, kept: Path | None = None
) -> linked.Links:
    """The links of homes, or of blocks. `kept` is a folder for what the address matcher need not do twice."""
    engine, raw = canonical.engine, canonical.read(kind.value)
    said = keys.blank_to_null(raw.address_line) + " " + raw.postcode.fill_null("")
    rows = linked.number(
        engine,
        raw.select("source_system", "source_key", *SAID, facts=said.re_replace(r"\|", " ")),
    )
    barred = bars(engine, rows, before.links, entity_type=kind.value, decided=before.decided)
    is_home = kind is EntityType.HOME
    clusters, about = homes.cluster(
        engine, rows, bars=barred, blocks=_of_blocks(canonical) if is_home else None
    )
    weighed = None
    if is_home:
        found = homes_by_address.Homes(clusters, about)
        stayed = homes_by_address.stay(engine, found, rows, before)
        weighed = homes_by_address.link_by_address(engine, found, stayed=stayed, kept=kept)
    return linked.link(
        engine,
        rows,
        clusters,
        entity_type=kind.value,
        before=linked.known(engine, rows, before.links, entity_type=kind.value),
        decided=before.decided,
        weighed=weighed,
    )


def _of_blocks(canonical: Canonical) -> Table:
    """The UPRNs of buildings with several homes."""
    units, blocks = canonical.read("unit"), canonical.read("property")
    inside = units.group_by("source_system", "parent_ref").agg(homes=units.count())
    inside = inside.filter(inside.homes > 1)
    held = blocks.join(
        inside, [blocks.source_system == inside.source_system, blocks.source_key == inside.parent_ref]
    )
    return held.filter(held.uprn.notnull()).select("uprn").distinct()
