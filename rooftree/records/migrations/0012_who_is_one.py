"""What people said of who is one; a doubt says how strongly and why; one merge in force for each id."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0011_visits_by_time_of_day'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchDecision',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entity_type', models.TextField()),
                ('first_id', models.UUIDField()),
                ('second_id', models.UUIDField(blank=True, null=True)),
                ('source_system', models.TextField(blank=True, default='')),
                ('source_key', models.TextField(blank=True, default='')),
                ('answer', models.TextField()),
                ('outcome', models.TextField()),
                ('is_sensitive', models.BooleanField(default=False)),
                ('reason', models.TextField()),
                ('decided_by', models.TextField()),
                ('decided_by_id', models.BigIntegerField(blank=True, null=True)),
                ('decided_at', models.DateTimeField()),
                ('doubt_id', models.UUIDField(blank=True, null=True)),
                ('method', models.TextField(blank=True, default='')),
                ('weight', models.FloatField(blank=True, null=True)),
                ('model_version', models.TextField(blank=True, default='')),
                ('seen', models.JSONField(default=dict)),
                ('alias', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='records.entityalias')),
                ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.matchdecision')),
            ],
            options={
                'db_table': 'match_decision',
                'indexes': [models.Index(fields=['first_id', '-id'], name='match_decision_first'), models.Index(fields=['second_id', '-id'], name='match_decision_second')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ff3b67b393531567fccca41438eebd6bba65210f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_50e01', table='match_decision', when='BEFORE'))],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='matchcandidate',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='matchcandidate',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='matchcandidate',
            name='evidence',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='matchcandidate',
            name='model_version',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='matchcandidate',
            name='weight',
            field=models.FloatField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='matchcandidateevent',
            name='evidence',
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name='matchcandidateevent',
            name='model_version',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='matchcandidateevent',
            name='weight',
            field=models.FloatField(blank=True, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchcandidate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "match_candidate_event" ("ended_on", "entity_type", "evidence", "extract_id", "first_id", "id", "known_from", "method", "model_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "source_key", "source_row", "source_system", "weight") VALUES (OLD."ended_on", OLD."entity_type", OLD."evidence", OLD."extract_id", OLD."first_id", OLD."id", OLD."known_from", OLD."method", OLD."model_version", _pgh_attach_context(), rooftree_now(), \'update\', OLD."id", OLD."second_id", OLD."source_key", OLD."source_row", OLD."source_system", OLD."weight"); RETURN NULL;', hash='ba720a2ebc7dd56f4e8db8bdcb4f8a55c893de62', operation='UPDATE', pgid='pgtrigger_update_update_50efd', table='match_candidate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='matchcandidate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "match_candidate_event" ("ended_on", "entity_type", "evidence", "extract_id", "first_id", "id", "known_from", "method", "model_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "second_id", "source_key", "source_row", "source_system", "weight") VALUES (OLD."ended_on", OLD."entity_type", OLD."evidence", OLD."extract_id", OLD."first_id", OLD."id", OLD."known_from", OLD."method", OLD."model_version", _pgh_attach_context(), rooftree_now(), \'delete\', OLD."id", OLD."second_id", OLD."source_key", OLD."source_row", OLD."source_system", OLD."weight"); RETURN NULL;', hash='e87d96e3b967f8ba2dfd2fe968dd7e94490ec811', operation='DELETE', pgid='pgtrigger_delete_delete_d3b22', table='match_candidate', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='entityalias',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('alias_id',), name='entity_alias_one_in_force'),
        ),
    ]
