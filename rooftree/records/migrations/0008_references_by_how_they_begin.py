"""References are found by how they begin whatever the order of letters; indexes that nothing reads are gone.

One change of the database and one of the state: each operation by itself would draw all models again.
"""

from django.contrib.postgres.indexes import OpClass
from django.db import migrations, models

REFERENCES = (
    ("complaint", "complaint_ref", "complaint_complaint_ref"),
    ("homelessnesscase", "case_ref", "homelessness_case_case_ref"),
    ("housingapplication", "application_ref", "housing_application_applicati"),
    ("property", "asset_ref", "property_asset_ref"),
    ("property", "uprn", "property_uprn"),
    ("rentaccount", "account_ref", "rent_account_account_ref"),
    ("servicerequest", "request_ref", "service_request_request_ref"),
    ("tenancy", "tenancy_ref", "tenancy_tenancy_ref"),
    ("unit", "alternative_ref", "unit_alternative_ref"),
    ("unit", "asset_ref", "unit_asset_ref"),
    ("unit", "uprn", "unit_uprn"),
    ("workorder", "job_ref", "work_order_job_ref"),
    ("workorder", "order_ref", "work_order_order_ref"),
)
TABLES = {
    "homelessnesscase": "homelessness_case",
    "housingapplication": "housing_application",
    "rentaccount": "rent_account",
    "servicerequest": "service_request",
    "workorder": "work_order",
}
UNREAD = (
    ("address", "address_uprn", "btree (uprn)"),
    ("person", "person_ni_no_hmac", "btree (ni_no_hmac)"),
    ("personname", "person_name_like", "gin (upper(full_name) gin_trgm_ops)"),
    ("property", "property_postcode", "btree (postcode)"),
)


def made_anew(kind: str) -> str:
    """Every index of a reference, as this kind of index."""
    return "".join(
        f"DROP INDEX {name}; CREATE INDEX {name} ON {TABLES.get(model, model)} ({column}{kind});\n"
        for model, column, name in REFERENCES
    )


GONE = "".join(f"DROP INDEX {name};\n" for _, name, _ in UNREAD)
BACK = "".join(
    f"CREATE INDEX {name} ON {'person_name' if model == 'personname' else model} USING {of};\n"
    for model, name, of in UNREAD
)


class Migration(migrations.Migration):
    dependencies = (("records", "0007_visits_by_index"),)

    operations = (
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(made_anew(" text_pattern_ops") + GONE, made_anew("") + BACK),
            ],
            state_operations=[
                *(migrations.RemoveIndex(model, name) for model, _, name in REFERENCES),
                *(migrations.RemoveIndex(model, name) for model, name, _ in UNREAD),
                *(
                    migrations.AddIndex(
                        model, models.Index(OpClass(column, name="text_pattern_ops"), name=name)
                    )
                    for model, column, name in REFERENCES
                ),
            ],
        ),
    )
