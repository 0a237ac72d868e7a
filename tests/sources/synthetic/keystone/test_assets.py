from tests.sources.synthetic.extracts import Read


def test_most_dwellings_share_necs_reference_and_the_rest_can_be_found(sound: Read) -> None:
    alternatives = {row["LPRO_HOU_ALT_REF"] for row in sound("nec", "properties")}
    proprefs = {row["LPRO_PROPREF"] for row in sound("nec", "properties")}
    dwellings = [row["AssetRef"] for row in sound("keystone", "assets") if row["AssetType"] == "Dwelling"]
    same = [ref for ref in dwellings if ref in proprefs]
    assert 0.78 < len(same) / len(dwellings) < 0.92
    assert all(ref in alternatives for ref in dwellings if ref not in proprefs)


def test_the_tree_has_all_its_levels(sound: Read) -> None:
    kinds = {row["AssetType"] for row in sound("keystone", "assets")}
    assert kinds == {"Estate", "Block", "Dwelling", "Garage", "Communal"}


def test_one_home_is_one_in_every_system(sound: Read) -> None:
    homes: dict[str, set[str]] = {}
    for row in sound("truth", "homes"):
        homes.setdefault(row["true_home"], set()).add(row["system"])
    everywhere = [home for home, systems in homes.items() if {"nec", "keystone", "oneserve"} <= systems]
    assert len(everywhere) > 250
