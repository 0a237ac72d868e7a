"""What each run counted of key requirements, what was declared of systems, and their needs."""

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0004_exceptions_along_indexes'),
        ('sources', '0001_runs_and_extracts'),
    ]

    operations = [
        migrations.CreateModel(
            name='CapabilityFigure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.run')),
                ('requirement', models.TextField()),
                ('system', models.TextField()),
                ('read_from', models.JSONField(default=list)),
                ('asked', models.BigIntegerField(null=True)),
                ('held', models.BigIntegerField(null=True)),
                ('judged', models.BigIntegerField(null=True)),
                ('bad', models.BigIntegerField(null=True)),
                ('counted_run', models.BigIntegerField(null=True)),
                ('counted_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'capability_figure',
                'constraints': [models.UniqueConstraint(fields=('run', 'requirement', 'system'), name='capability_figure_once')],
                'indexes': [models.Index(fields=['requirement', 'system', 'run'], name='capability_figure_history')],
            },
        ),
        migrations.CreateModel(
            name='SystemNeed',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('requirement', models.TextField()),
                ('system', models.TextField(blank=True, default='')),
                ('needed', models.TextField()),
                ('owner', models.TextField()),
                ('priority', models.TextField()),
                ('due_on', models.DateField()),
                ('state', models.TextField()),
                ('because', models.JSONField(default=list)),
                ('raised_run', models.BigIntegerField(null=True)),
                ('raised_at', models.DateTimeField()),
                ('raised_by', models.TextField()),
            ],
            options={
                'db_table': 'system_need',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'accepted', 'in_progress'])), fields=('requirement', 'system'), name='system_need_one_open')],
            },
        ),
        migrations.CreateModel(
            name='SystemNeedEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='oversight.systemneed')),
                ('what', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('said', models.TextField(blank=True, default='')),
            ],
            options={
                'db_table': 'system_need_event',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6bc0a40f82880e8ab93272c0ef4a7f6b78874523', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_73e07', table='system_need_event', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='CapabilityDeclaration',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('requirement', models.TextField()),
                ('system', models.TextField()),
                ('can_hold', models.TextField()),
                ('held_where', models.TextField(blank=True, default='')),
                ('note', models.TextField(blank=True, default='')),
                ('reviewed_on', models.DateField()),
                ('reviewed_by', models.TextField()),
                ('said_at', models.DateTimeField()),
                ('said_by', models.TextField()),
            ],
            options={
                'db_table': 'capability_declaration',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='920a83cfc8f7115cfa6f005ea21eacff1d0454a8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7ac2', table='capability_declaration', when='BEFORE'))],
                'indexes': [models.Index(fields=['requirement', 'system', '-id'], name='capability_declared_latest')],
            },
        ),
    ]
