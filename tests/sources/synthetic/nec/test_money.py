from collections import defaultdict

from rooftree.sources.synthetic.nec.money import pounds
from tests.sources.synthetic.extracts import Read


def pence(text: str) -> int:
    return round(float(text or 0) * 100)


def test_every_balance_is_the_sum_of_its_transactions(sound: Read) -> None:
    totals: dict[str, int] = defaultdict(int)
    for row in sound("nec", "transactions"):
        totals[row["LTRA_PAY_REF"]] += pence(row["LTRA_DR"]) - pence(row["LTRA_CR"])
    for account in sound("nec", "revenue_accounts"):
        assert pence(account["LRAC_LAST_ABA_BALANCE"]) == totals[account["LRAC_PAY_REF"]], account


def test_a_weekly_debit_is_the_sum_of_what_is_charged(sound: Read) -> None:
    charged: dict[str, int] = defaultdict(int)
    for row in sound("nec", "debit_breakdowns"):
        if not row["LDBR_END_DATE"]:
            charged[row["LDBR_PAY_REF"]] += pence(row["LDBR_ELE_VALUE"])
    last = {row["LTRA_PAY_REF"]: row for row in sound("nec", "transactions") if row["LTRA_TRT_CODE"] == "RNT"}
    compared = [ref for ref in last if ref in charged]
    assert len(compared) > 100
    assert all(pence(last[ref]["LTRA_DR"]) == charged[ref] for ref in compared)


def test_arrears_actions_are_taken_only_on_debts(sound: Read) -> None:
    actions = sound("nec", "arrears_actions")
    assert actions
    assert all(pence(row["LACA_BALANCE"]) > 0 for row in actions)


def test_former_tenants_and_garages_have_accounts(sound: Read) -> None:
    kinds = {row["LRAC_HRV_ATE_CODE"] for row in sound("nec", "revenue_accounts")}
    assert {"REN", "FTA", "GAR", "LSC"} <= kinds


def test_pounds_writes_pence_both_ways_of_nothing() -> None:
    assert [pounds(0), pounds(5), pounds(-250), pounds(123456)] == ["0.00", "0.05", "-2.50", "1234.56"]
