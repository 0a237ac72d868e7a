"""Case notes with their versions and mentions, and tasks with their steps."""

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('reference', '0002_accounts_and_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('record_type', models.TextField()),
                ('record_id', models.TextField()),
                ('category', models.TextField()),
                ('is_sensitive', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
                ('written_by', models.TextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('pinned_at', models.DateTimeField(blank=True, null=True)),
                ('pinned_by', models.TextField(blank=True, null=True)),
                ('writer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'note',
                'indexes': [models.Index(fields=['record_type', 'record_id'], name='note_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('pinned_at__isnull', True), ('pinned_by__isnull', True)), models.Q(('pinned_at__isnull', False), ('pinned_by__isnull', False)), _connector='OR'), name='note_pinned_at_with_by')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5dae921e7cb1d217e6fb248c3ac13538535dbddd', operation='DELETE', pgid='pgtrigger_never_deleted_e8c64', table='note', when='BEFORE')), pgtrigger.compiler.Trigger(name='written_once', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."record_type" IS DISTINCT FROM (NEW."record_type") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."written_at" IS DISTINCT FROM (NEW."written_at") OR OLD."written_by" IS DISTINCT FROM (NEW."written_by") OR OLD."writer_id" IS DISTINCT FROM (NEW."writer_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='627980af488e98623b7dc7b5cda512ba85dd9676', operation='UPDATE', pgid='pgtrigger_written_once_ddef3', table='note', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('mentioned_at', models.DateTimeField()),
                ('mentioned_by', models.TextField()),
                ('seen_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentions', to='services.note')),
            ],
            options={
                'db_table': 'note_mention',
                'indexes': [models.Index(condition=models.Q(('seen_at', None)), fields=['user'], name='note_mention_unseen')],
                'constraints': [models.UniqueConstraint(fields=('note', 'user'), name='note_mention_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='8730ec2d9fa255e1b2806e3cac3c646151e232b9', operation='DELETE', pgid='pgtrigger_never_deleted_c271f', table='note_mention', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='NoteVersion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('reason', models.TextField(blank=True, default='')),
                ('written_at', models.DateTimeField()),
                ('written_by', models.TextField()),
                ('note', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='services.note')),
            ],
            options={
                'db_table': 'note_version',
                'constraints': [models.UniqueConstraint(fields=('note', 'number'), name='note_version_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b7676bbf0277f068d56426beb238d37c51bdd61c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_04b29', table='note_version', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('record_type', models.TextField()),
                ('record_id', models.TextField()),
                ('kind', models.TextField()),
                ('title', models.TextField()),
                ('about', models.JSONField(blank=True, default=dict)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.TextField()),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('done_by', models.TextField(blank=True, null=True)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'task',
                'indexes': [models.Index(fields=['record_type', 'record_id'], name='task_record'), models.Index(condition=models.Q(('done_at', None)), fields=['assigned_to', 'due_on'], name='task_open'), models.Index(fields=['giver'], name='task_given')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='task_done_at_with_by')],
                'triggers': [pgtrigger.compiler.Trigger(name='never_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='708ef1ff8337c4900c4bbe44b328f763f6b66e0f', operation='DELETE', pgid='pgtrigger_never_deleted_14256', table='task', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='TaskStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('step', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('to', models.TextField(blank=True, default='')),
                ('said', models.TextField(blank=True, default='')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='services.task')),
            ],
            options={
                'db_table': 'task_step',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dc6c7772a259625869d6cfc4af16a9d63ae4670c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1864f', table='task_step', when='BEFORE'))],
            },
        ),
    ]
