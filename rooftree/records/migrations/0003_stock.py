"""The stock reconciliation: homes as the lists have them, counts of each run, and decisions."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import rooftree.records.provenance.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('records', '0002_search'),
        ('sources', '0001_runs_and_extracts'),
    ]

    operations = [
        migrations.CreateModel(
            name='StockDecision',
            fields=[
                ('known_from', models.DateTimeField(db_default=rooftree.records.provenance.models.RooftreeNow(), editable=False)),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('unit_id', models.UUIDField(db_index=True)),
                ('concern', models.TextField()),
                ('systems', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('facts', models.JSONField()),
                ('decision', models.TextField()),
                ('reason', models.TextField()),
                ('decided_by', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.TextField(blank=True, null=True)),
                ('ended_because', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'stock_decision',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('unit_id', 'concern'), name='stock_decision_one_in_force'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='stock_decision_ended_at_with_by')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='c94cd1d5e2a0abb237de936e9470b98aae2397b9', operation='DELETE', pgid='pgtrigger_never_deleted_6c0fd', table='stock_decision', when='BEFORE')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "stock_decision_event" ("concern", "decided_at", "decided_by", "decision", "ended_at", "ended_because", "ended_by", "facts", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "systems", "unit_id") VALUES (OLD."concern", OLD."decided_at", OLD."decided_by", OLD."decision", OLD."ended_at", OLD."ended_because", OLD."ended_by", OLD."facts", OLD."id", OLD."known_from", _pgh_attach_context(), rooftree_now(), \'update\', OLD."id", OLD."reason", OLD."systems", OLD."unit_id"); RETURN NULL;', hash='e4e2ff6bb6c66847e125b7340a4cd8ffbb718572', operation='UPDATE', pgid='pgtrigger_update_update_6067e', table='stock_decision', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "stock_decision_event" ("concern", "decided_at", "decided_by", "decision", "ended_at", "ended_because", "ended_by", "facts", "id", "known_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "systems", "unit_id") VALUES (OLD."concern", OLD."decided_at", OLD."decided_by", OLD."decision", OLD."ended_at", OLD."ended_because", OLD."ended_by", OLD."facts", OLD."id", OLD."known_from", _pgh_attach_context(), rooftree_now(), \'delete\', OLD."id", OLD."reason", OLD."systems", OLD."unit_id"); RETURN NULL;', hash='0178345cb7addf5648ece62bf280db8781d44941', operation='DELETE', pgid='pgtrigger_delete_delete_e4f14', table='stock_decision', when='AFTER')), pgtrigger.compiler.Trigger(name='known_from', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='NEW.known_from = rooftree_now(); RETURN NEW;', hash='549eb5fcabb14820c05bdcec07f7985833a0548c', operation='UPDATE', pgid='pgtrigger_known_from_45476', table='stock_decision', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='StockDecisionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('known_from', models.DateTimeField(db_default=rooftree.records.provenance.models.RooftreeNow(), editable=False)),
                ('id', models.BigIntegerField()),
                ('unit_id', models.UUIDField()),
                ('concern', models.TextField()),
                ('systems', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('facts', models.JSONField()),
                ('decision', models.TextField()),
                ('reason', models.TextField()),
                ('decided_by', models.TextField()),
                ('decided_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.TextField(blank=True, null=True)),
                ('ended_because', models.TextField(blank=True, default='')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='records.stockdecision')),
            ],
            options={
                'db_table': 'stock_decision_event',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b45ed987b4665cd283c91bff015166794a3d6efc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d8ad1', table='stock_decision_event', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='StockHome',
            fields=[
                ('unit_id', models.UUIDField(primary_key=True, serialize=False)),
                ('systems', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('open', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('decided', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('again', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('unsure', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('open_between', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('decided_between', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('facts', models.JSONField(default=dict)),
                ('area_code', models.TextField(blank=True, null=True)),
                ('kind', models.TextField(blank=True, null=True)),
                ('reads_as', models.TextField()),
                ('digest', models.TextField()),
            ],
            options={
                'db_table': 'stock_home',
                'indexes': [models.Index(fields=['reads_as', 'unit_id'], name='stock_home_reads_as'), django.contrib.postgres.indexes.GinIndex(fields=['open'], name='stock_home_open'), django.contrib.postgres.indexes.GinIndex(fields=['decided'], name='stock_home_decided')],
            },
        ),
        migrations.CreateModel(
            name='StockCount',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('business_on', models.DateField()),
                ('counted_at', models.DateTimeField()),
                ('system', models.TextField(blank=True, default='')),
                ('state', models.TextField()),
                ('listed', models.IntegerField(blank=True, null=True)),
                ('only_here', models.IntegerField(blank=True, null=True)),
                ('missing', models.IntegerField(blank=True, null=True)),
                ('missing_decided', models.IntegerField(blank=True, null=True)),
                ('differing', models.IntegerField(blank=True, null=True)),
                ('differing_decided', models.IntegerField(blank=True, null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.run')),
            ],
            options={
                'db_table': 'stock_count',
                'indexes': [models.Index(fields=['system', '-run'], name='stock_count_latest')],
                'constraints': [models.UniqueConstraint(fields=('run', 'system'), name='stock_count_once')],
            },
        ),
    ]
