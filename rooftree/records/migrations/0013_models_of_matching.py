"""What matching learnt, and whether each link is sure enough for what may do harm."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0012_who_is_one'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchModel',
            fields=[
                ('version', models.TextField(primary_key=True, serialize=False)),
                ('trained_at', models.DateTimeField()),
                ('trained_by_run', models.BigIntegerField()),
                ('rows', models.BigIntegerField()),
                ('figures', models.JSONField(default=dict)),
                ('figures_latest', models.JSONField(default=dict)),
                ('latest_run', models.BigIntegerField()),
                ('path', models.TextField()),
                ('is_in_use', models.BooleanField(default=True)),
            ],
            options={
                'db_table': 'match_model',
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_in_use', True)), fields=('is_in_use',), name='match_model_one_in_use')],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reference',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='reference',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='reference',
            name='is_sure',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='reference',
            name='model_version',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='referenceevent',
            name='is_sure',
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name='referenceevent',
            name='model_version',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "reference_event" ("decided_by", "ended_on", "entity_id", "entity_type", "extract_id", "id", "is_sure", "known_from", "method", "model_version", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "source_row", "source_system", "weight") VALUES (OLD."decided_by", OLD."ended_on", OLD."entity_id", OLD."entity_type", OLD."extract_id", OLD."id", OLD."is_sure", OLD."known_from", OLD."method", OLD."model_version", OLD."own_id", _pgh_attach_context(), rooftree_now(), \'update\', OLD."id", OLD."source_key", OLD."source_row", OLD."source_system", OLD."weight"); RETURN NULL;', hash='6f9bd96d7b248d66b7111c08884637957edb4bb1', operation='UPDATE', pgid='pgtrigger_update_update_8e2df', table='reference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reference',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "reference_event" ("decided_by", "ended_on", "entity_id", "entity_type", "extract_id", "id", "is_sure", "known_from", "method", "model_version", "own_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "source_row", "source_system", "weight") VALUES (OLD."decided_by", OLD."ended_on", OLD."entity_id", OLD."entity_type", OLD."extract_id", OLD."id", OLD."is_sure", OLD."known_from", OLD."method", OLD."model_version", OLD."own_id", _pgh_attach_context(), rooftree_now(), \'delete\', OLD."id", OLD."source_key", OLD."source_row", OLD."source_system", OLD."weight"); RETURN NULL;', hash='9ca8861b8d3d25d27a1d86b4a49f1707640adaf4', operation='DELETE', pgid='pgtrigger_delete_delete_597e6', table='reference', when='AFTER')),
        ),
    ]
