"""NEC's money, contacts and orders."""

from datetime import UTC, datetime

import pytest

from tests.sources.connectors.receiving import Received, receive

CONTACTS = """
LCCT_REF,LCCT_OBJ_LEGACY_REF,LCCT_RECEIVED_DATE,LCCT_CCM_CODE,LCCT_CNY_CODE,LCCT_SUBJECT_TYPE,LCCT_SCN_BRC_CODE,LCCT_SCO_CODE,LCCT_ANO_CODE
1,100042,04-MAY-2026,PHONE,ENQ,PAR,REPAIR,CLO,
2,100042,05-MAY-2026,EMAIL,COMP2,PAR,DELAY,OPEN,
3,100042,06-MAY-2026,WEB,GEN,PAR,COMPLAINT,CLO,PARTUP
4,100042,06-MAY-2026,WEB,GEN,PAR,PARK,CLO,
"""
REQUESTS = """
LSRQ_LEGACY_REFNO,LSRQ_DESCRIPTION,LSRQ_SOURCE,LSRQ_SCO_CODE,LSRQ_PRO_PROPREF,LSRQ_TARGET_DATETIME,LSRQ_REPORTED_DATETIME,LSRQ_PRI_CODE,LSRQ_ACCESS_NOTES
1,Kitchen tap drips,PHONE,COM,0000020001,11-MAY-2026 17:00:00,04-MAY-2026 09:30:00,2,DEAF KNOCK HARD
"""
ORDERS = """
LWOR_LEGACY_REF,LWOR_SRQ_LEGACY_REFNO,LWOR_PRO_PROPREF,LWOR_SCO_CODE,LWOR_PPC_COS_CODE,LWOR_RAISED_DATE,LWOR_INVOICED_COST,LWOR_PRI_CODE
WO1,1,0000020001,COM,HR,04-MAY-2026,86.40,2
WO2,,0000020001,CAN,HR,05-MAY-2026,,1
"""
ACCOUNTS = """
LRAC_PAY_REF,LRAC_CLASS_CODE,LRAC_HRV_ATE_CODE,LRAC_START_DATE,LRAC_TCY_ALT_REF,LRAC_LAST_ABA_BALANCE
0010000451,REN,FTA,04-MAY-2019,T1,-7.07
"""
TRANSACTIONS = """
LTRA_PAY_REF,LTRA_DATE,LTRA_TRT_CODE,LTRA_PMY_CODE,LTRA_DR,LTRA_CR,LTRA_EXTERNAL_REF
0010000451,04-MAY-2026,RNT,,88.40,,
0010000451,04-MAY-2026,PAY,CSH,,20.00,
0010000451,04-MAY-2026,PAY,CSH,,20.00,
"""


@pytest.fixture(scope="module")
def nec(tmp_path_factory: pytest.TempPathFactory) -> Received:
    return receive(
        "nec",
        tmp_path_factory.mktemp("nec"),
        customer_contacts=CONTACTS,
        service_requests=REQUESTS,
        works_orders=ORDERS,
        revenue_accounts=ACCOUNTS,
        transactions=TRANSACTIONS,
    )


def test_a_contact_is_a_complaint_when_its_type_or_reason_says_so(nec: Received) -> None:
    complaints = {row["source_key"]: row for row in nec.of("complaint")}
    assert {key: row["stage"] for key, row in complaints.items()} == {"2": "stage_2", "3": "not_stated"}
    assert complaints["3"]["outcome"] == "partly_upheld"


def test_an_enquiry_and_a_repair_request_of_one_number_stay_two(nec: Received) -> None:
    kinds = {row["source_key"]: row["kind"] for row in nec.of("service_request")}
    assert kinds == {"contact/1": "enquiry", "contact/4": "enquiry", "1": "repair"}


def test_moments_are_the_clock_s_in_england(nec: Received) -> None:
    repair = nec.one("service_request", "1")
    assert repair["reported_at"].astimezone(UTC) == datetime(2026, 5, 4, 8, 30, tzinfo=UTC)
    assert (repair["priority"], repair["priority_source"]) == ("urgent", "2")


def test_an_order_names_its_request_and_its_contractor_once(nec: Received) -> None:
    order = nec.one("work_order", "WO1")
    assert (order["order_ref"], order["request_ref"], order["cost_pence"]) == ("WO1", "1", 8640)
    assert [(row["name"], row["kind"]) for row in nec.of("organization")] == [("HR", "contractor")]
    assert order["contractor_name"] == nec.of("organization")[0]["source_key"]


def test_two_payments_alike_are_two_payments(nec: Received) -> None:
    paid = [row for row in nec.of("rent_transaction") if row["kind"] == "payment"]
    assert [row["credit_pence"] for row in paid] == [2000, 2000]
    assert len({row["source_key"] for row in nec.of("rent_transaction")}) == 3


def test_a_balance_is_in_pence(nec: Received) -> None:
    account = nec.one("rent_account", "0010000451")
    assert (account["balance_pence"], account["kind"], account["account_class"]) == (
        -707,
        "former_tenant",
        "revenue",
    )
