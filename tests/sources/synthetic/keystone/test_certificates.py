from tests.sources.synthetic.extracts import Read

ON_BLOCKS = {"FRA", "ASB", "LEG", "LIFT"}


def test_each_service_is_certified_where_it_belongs(sound: Read) -> None:
    kinds = {row["AssetRef"]: row["AssetType"] for row in sound("keystone", "assets")}
    for row in sound("keystone", "certificates"):
        assert kinds[row["AssetRef"]] == ("Block" if row["ServiceType"] in ON_BLOCKS else "Dwelling"), row


def test_homes_without_gas_say_that_none_is_required(sound: Read) -> None:
    gas = [row for row in sound("keystone", "certificates") if row["ServiceType"] == "GAS"]
    spared = [row for row in gas if row["NotRequired"] == "Y"]
    assert spared
    assert all(not row["IssueDate"] for row in spared)
    assert all(row["IssueDate"] < row["ExpiryDate"] for row in gas if row["NotRequired"] == "N")
