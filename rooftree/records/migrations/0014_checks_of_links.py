"""Links drawn to be checked, the queue as it stands, proposals, and what runs count of matching."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0013_models_of_matching'),
        ('sources', '0002_seen_by_file'),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchProposal',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entity_type', models.TextField()),
                ('first_id', models.UUIDField(db_index=True)),
                ('second_id', models.UUIDField(db_index=True)),
                ('answer', models.TextField()),
                ('reason', models.TextField()),
                ('proposed_by', models.TextField()),
                ('proposed_by_id', models.BigIntegerField(blank=True, null=True)),
                ('proposed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'match_proposal',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='22e8926b6ae10ea733503e72ddedfd9cebcf1f3b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9eec0', table='match_proposal', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MatchSample',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('week', models.DateField()),
                ('entity_type', models.TextField()),
                ('entity_id', models.UUIDField()),
                ('first_system', models.TextField()),
                ('first_key', models.TextField()),
                ('second_system', models.TextField()),
                ('second_key', models.TextField()),
                ('method', models.TextField()),
                ('weight', models.FloatField(blank=True, null=True)),
                ('model_version', models.TextField(blank=True, default='')),
                ('band', models.TextField(blank=True, default='')),
                ('links', models.BigIntegerField()),
                ('is_twice', models.BooleanField(default=False)),
                ('drawn_run', models.BigIntegerField()),
                ('drawn_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'match_sample',
                'indexes': [models.Index(fields=['week', 'entity_type'], name='match_sample_week')],
                'constraints': [models.UniqueConstraint(fields=('entity_type', 'first_system', 'first_key', 'second_system', 'second_key'), name='match_sample_never_twice')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='745a3a79fed0b1c2708fe9466ce81cd80addfc2b', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1c579', table='match_sample', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MatchSampleAnswer',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='records.matchsample')),
                ('answer', models.TextField()),
                ('outcome', models.TextField()),
                ('is_sensitive', models.BooleanField(default=False)),
                ('reason', models.TextField()),
                ('decided_by', models.TextField()),
                ('decided_by_id', models.BigIntegerField(blank=True, null=True)),
                ('decided_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'match_sample_answer',
                'constraints': [models.UniqueConstraint(fields=('sample', 'decided_by_id'), name='match_sample_answer_one_each')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f196bccf7ce9bf88a782b5c66922d9619bddc84f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c885b', table='match_sample_answer', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='MatchWaiting',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entity_type', models.TextField()),
                ('first_id', models.UUIDField(db_index=True)),
                ('second_id', models.UUIDField(db_index=True)),
                ('doubt_id', models.UUIDField(blank=True, null=True)),
                ('because', models.TextField()),
                ('weight', models.FloatField(blank=True, null=True)),
                ('stakes', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('urgency', models.IntegerField()),
                ('heavy', models.FloatField(default=0.0)),
                ('is_sensitive', models.BooleanField(default=False)),
                ('first_systems', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('second_systems', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('outcome', models.TextField()),
                ('voters', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('is_proposed', models.BooleanField(default=False)),
                ('since', models.DateTimeField()),
            ],
            options={
                'db_table': 'match_waiting',
                'indexes': [models.Index(fields=['-urgency', '-heavy', 'entity_type', 'first_id', 'second_id'], name='match_waiting_order')],
                'constraints': [models.UniqueConstraint(fields=('entity_type', 'first_id', 'second_id'), name='match_waiting_once')],
            },
        ),
        migrations.CreateModel(
            name='Unlinkable',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('entity_type', models.TextField()),
                ('source_system', models.TextField()),
                ('source_key', models.TextField()),
                ('entity_id', models.UUIDField(db_index=True)),
                ('lacks', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('is_linked', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'match_unlinkable',
                'constraints': [models.UniqueConstraint(fields=('entity_type', 'source_system', 'source_key'), name='match_unlinkable_once')],
            },
        ),
        migrations.CreateModel(
            name='MatchFigure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.TextField()),
                ('entity_type', models.TextField(blank=True, default='')),
                ('part', models.TextField(blank=True, default='')),
                ('count', models.BigIntegerField()),
                ('of', models.BigIntegerField(blank=True, null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.run')),
            ],
            options={
                'db_table': 'match_figure',
                'indexes': [models.Index(fields=['name', 'entity_type', 'run'], name='match_figure_history')],
                'constraints': [models.UniqueConstraint(fields=('run', 'name', 'entity_type', 'part'), name='match_figure_once')],
            },
        ),
    ]
