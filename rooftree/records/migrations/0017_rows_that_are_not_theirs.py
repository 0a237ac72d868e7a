"""What colleagues propose of a source row that is not theirs with whom it was linked."""

import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table, to which rows are only added."""

    dependencies = [("records", "0016_household_faults")]

    operations = [
        migrations.CreateModel(
            name='MatchRowProposal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entity_type', models.TextField()),
                ('entity_id', models.UUIDField()),
                ('source_system', models.TextField()),
                ('source_key', models.TextField()),
                ('reason', models.TextField()),
                ('proposed_by', models.TextField()),
                ('proposed_by_id', models.BigIntegerField(blank=True, null=True)),
                ('proposed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'match_row_proposal',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7cca6693be846bd286167293573d6b5bb05b22d0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_255c9', table='match_row_proposal', when='BEFORE'))],
            },
        ),
    ]
