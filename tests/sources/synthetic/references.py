"""Which column of which extract points at which other one, in a landlord whose data is sound."""

from tests.sources.synthetic.extracts import Read

# A column that refers, and the column it refers to.
REFERENCES = [
    ("nec addresses LAUS_LEGACY_REF", "nec properties LPRO_PROPREF"),
    ("nec properties LPRO_AUN_CODE", "nec admin_units LAUN_CODE"),
    ("nec properties LPRO_PARENT_PROPREF", "nec properties LPRO_PROPREF"),
    ("nec admin_units LAUN_PARENT_CODE", "nec admin_units LAUN_CODE"),
    ("nec property_elements LPEL_PRO_PROPREF", "nec properties LPRO_PROPREF"),
    ("nec people LPAR_TCY_ALT_REF", "nec tenancies LTCY_ALT_REF"),
    ("nec contact_details LCDE_LEGACY_REF", "nec people LPAR_PER_ALT_REF"),
    ("nec tenancies LTCY_THO_PROPREF1", "nec properties LPRO_PROPREF"),
    ("nec tenancies LTCY_THO_PROPREF2", "nec properties LPRO_PROPREF"),
    ("nec revenue_accounts LRAC_TCY_ALT_REF", "nec tenancies LTCY_ALT_REF"),
    ("nec revenue_accounts LRAC_REPORT_PROPREF", "nec properties LPRO_PROPREF"),
    ("nec debit_breakdowns LDBR_PAY_REF", "nec revenue_accounts LRAC_PAY_REF"),
    ("nec transactions LTRA_PAY_REF", "nec revenue_accounts LRAC_PAY_REF"),
    ("nec arrears_actions LACA_PAY_REF", "nec revenue_accounts LRAC_PAY_REF"),
    ("nec void_events LVEV_PRO_PROPREF", "nec properties LPRO_PROPREF"),
    ("nec customer_contacts LCCT_OBJ_LEGACY_REF", "nec people LPAR_PER_ALT_REF"),
    ("nec service_requests LSRQ_PRO_PROPREF", "nec properties LPRO_PROPREF"),
    ("nec works_orders LWOR_SRQ_LEGACY_REFNO", "nec service_requests LSRQ_LEGACY_REFNO"),
    ("nec works_orders LWOR_PRO_PROPREF", "nec properties LPRO_PROPREF"),
    ("locata homeless_cases ClientID", "locata clients ClientID"),
    ("locata case_household CaseRef", "locata homeless_cases CaseRef"),
    ("locata case_support_needs CaseRef", "locata homeless_cases CaseRef"),
    ("locata ta_placements CaseRef", "locata homeless_cases CaseRef"),
    ("locata register ClientID", "locata clients ClientID"),
    ("locata register CurrentTenancyRef", "nec tenancies LTCY_ALT_REF"),
    ("locata register_household AppRef", "locata register AppRef"),
    ("locata bids AppRef", "locata register AppRef"),
    ("locata bids PropertyRef", "nec properties LPRO_PROPREF"),
    ("locata offers PropertyRef", "nec properties LPRO_PROPREF"),
    ("keystone assets ParentAssetRef", "keystone assets AssetRef"),
    ("keystone attributes AssetRef", "keystone assets AssetRef"),
    ("keystone surveys AssetRef", "keystone assets AssetRef"),
    ("keystone certificates AssetRef", "keystone assets AssetRef"),
    ("keystone hazards_hhsrs SurveyID", "keystone surveys SurveyID"),
    ("keystone decent_homes AssetRef", "keystone assets AssetRef"),
    ("keystone asbestos AssetRef", "keystone assets AssetRef"),
    ("keystone rooms AssetRef", "keystone assets AssetRef"),
    ("oneserve sites siteRef", "nec properties LPRO_PROPREF"),
    ("oneserve jobs siteRef", "oneserve sites siteRef"),
    ("oneserve jobs clientRef", "nec works_orders LWOR_LEGACY_REF"),
    ("oneserve jobs followOnOf", "oneserve jobs jobRef"),
    ("oneserve appointments jobRef", "oneserve jobs jobRef"),
    ("oneserve appointments resourceId", "oneserve resources resourceId"),
    ("oneserve job_events jobRef", "oneserve jobs jobRef"),
    ("oneserve job_events appointmentId", "oneserve appointments id"),
    ("oneserve attachments appointmentId", "oneserve appointments id"),
    ("oneserve notifications appointmentId", "oneserve appointments id"),
]


def broken(read: Read, said: str, held: str) -> set[str]:
    """What a column says that the column it refers to does not hold."""
    system, file, column = said.split()
    values = {row[column] for row in read(system, file)} - {""}
    system, file, column = held.split()
    return values - {row[column] for row in read(system, file)}
