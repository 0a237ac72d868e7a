"""Agreements with contractors and partners, what each month reached, files that were sent, notices."""

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0001_exceptions'),
        ('sources', '0001_runs_and_extracts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.TextField()),
                ('version', models.IntegerField(default=1)),
            ],
            options={
                'db_table': 'agreement',
            },
        ),
        migrations.CreateModel(
            name='ImprovementNotice',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('state', models.TextField()),
                ('reasons', models.TextField()),
                ('asks', models.TextField()),
                ('reply_by', models.DateField()),
                ('breaches', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.TextField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='oversight.agreement')),
            ],
            options={
                'db_table': 'improvement_notice',
            },
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('system', models.TextField()),
                ('file', models.TextField()),
                ('sent_name', models.TextField()),
                ('sent_at', models.DateTimeField()),
                ('sent_by', models.TextField()),
                ('sha256', models.TextField()),
                ('size_bytes', models.BigIntegerField()),
                ('rows', models.BigIntegerField(blank=True, null=True)),
                ('state', models.TextField()),
                ('critical', models.IntegerField(default=0)),
                ('confirm', models.IntegerField(default=0)),
                ('rows_critical', models.IntegerField(default=0)),
                ('faults', models.JSONField(blank=True, default=list)),
                ('causes', models.JSONField(blank=True, default=list)),
                ('told', models.JSONField(blank=True, default=list)),
                ('folder', models.TextField(blank=True, default='')),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_by', models.TextField(blank=True, null=True)),
                ('placed_as', models.TextField(blank=True, default='')),
                ('forgotten_on', models.DateField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intakes', to='oversight.agreement')),
            ],
            options={
                'db_table': 'agreement_intake',
                'indexes': [models.Index(fields=['agreement', '-sent_at'], name='agreement_intake_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='agreement_intake_decided_at_with_by')],
            },
        ),
        migrations.CreateModel(
            name='NoticeEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('state', models.TextField()),
                ('at', models.DateTimeField()),
                ('by', models.TextField()),
                ('said', models.TextField(blank=True, default='')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='oversight.improvementnotice')),
            ],
            options={
                'db_table': 'improvement_notice_event',
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='062c7dc90fab954fc1a6812553e342414223417d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cfb3a', table='improvement_notice_event', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='AgreementScore',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('version', models.IntegerField()),
                ('requirement', models.TextField()),
                ('month', models.DateField()),
                ('scored_on', models.DateField()),
                ('target', models.IntegerField()),
                ('asked', models.BigIntegerField(null=True)),
                ('met', models.BigIntegerField(null=True)),
                ('says', models.TextField(blank=True, default='')),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='oversight.agreement')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sources.run')),
            ],
            options={
                'db_table': 'agreement_score',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'requirement', 'month', 'run'), name='agreement_score_once')],
            },
        ),
        migrations.CreateModel(
            name='AgreementShortfall',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('requirement', models.TextField()),
                ('month', models.DateField()),
                ('record_type', models.TextField()),
                ('record_id', models.TextField()),
                ('ref', models.TextField()),
                ('on', models.DateField(blank=True, null=True)),
                ('says', models.TextField()),
                ('page', models.TextField(blank=True, default='')),
                ('page_id', models.TextField(blank=True, default='')),
                ('first_run', models.BigIntegerField()),
                ('mended_run', models.BigIntegerField(blank=True, null=True)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortfalls', to='oversight.agreement')),
            ],
            options={
                'db_table': 'agreement_shortfall',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'requirement', 'month', 'record_type', 'record_id'), name='agreement_shortfall_once')],
            },
        ),
        migrations.CreateModel(
            name='AgreementVersion',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('number', models.IntegerField()),
                ('title', models.TextField()),
                ('organisation', models.TextField()),
                ('organisation_id', models.UUIDField(blank=True, null=True)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('owner', models.TextField()),
                ('files', models.JSONField(default=list)),
                ('requirements', models.JSONField(default=list)),
                ('note', models.TextField(blank=True, default='')),
                ('made_at', models.DateTimeField()),
                ('made_by', models.TextField()),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='oversight.agreement')),
            ],
            options={
                'db_table': 'agreement_version',
                'constraints': [models.UniqueConstraint(fields=('agreement', 'number'), name='agreement_version_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0d3ab3e64f6cdf9ec298861a850f6fa1b2a8ae65', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b3910', table='agreement_version', when='BEFORE'))],
            },
        ),
    ]
