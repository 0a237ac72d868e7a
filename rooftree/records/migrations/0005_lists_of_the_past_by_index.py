"""Lists as known on a day read superseded rows in the order of live ones, so their tables have such indexes too.

The tables of superseded rows belong to models that are made from the live ones; their indexes stand here alone.
"""

from django.db import migrations

LATEST_FIRST = "{0} DESC NULLS LAST, id DESC"
INDEXES = {
    "work_order_event_reported": ("work_order_event", LATEST_FIRST.format("reported_at")),
    "work_order_event_target": ("work_order_event", LATEST_FIRST.format("target_at")),
    "work_order_event_completed": ("work_order_event", LATEST_FIRST.format("completed_at")),
    "work_order_event_status": ("work_order_event", "status, " + LATEST_FIRST.format("reported_at")),
    "tenancy_event_starts_on": ("tenancy_event", LATEST_FIRST.format("starts_on")),
    "certification_event_expires": ("certification_event", "expires_on, id"),
    "person_event_name": ("person_event", "lower(left(family_name, 100)), lower(left(given_name, 100)), id"),
}


class Migration(migrations.Migration):
    dependencies = (("records", "0004_lists_by_index"),)

    operations = (
        migrations.RunSQL(
            [
                f"CREATE INDEX {name} ON {table} ({columns}) WHERE ended_on IS NULL"
                for name, (table, columns) in INDEXES.items()
            ],
            [f"DROP INDEX {name}" for name in INDEXES],
        ),
    )
