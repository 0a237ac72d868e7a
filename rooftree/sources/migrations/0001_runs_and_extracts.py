import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('started_at', models.DateTimeField()),
                ('started_by', models.TextField()),
                ('business_on', models.DateField()),
                ('folder', models.TextField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('outcome', models.TextField(blank=True, null=True)),
                ('says', models.TextField(blank=True, default='')),
                ('published_state', models.TextField(blank=True, null=True)),
            ],
            options={
                'db_table': 'run',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('outcome__isnull', True)), models.Q(('ended_at__isnull', False), ('outcome__isnull', False)), _connector='OR'), name='run_ended_at_with_outcome')],
            },
        ),
        migrations.CreateModel(
            name='Extract',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('system', models.TextField()),
                ('file', models.TextField()),
                ('received_name', models.TextField()),
                ('received_at', models.DateTimeField()),
                ('extracted_at', models.DateTimeField()),
                ('sha256', models.TextField()),
                ('size_bytes', models.BigIntegerField()),
                ('rows', models.BigIntegerField(blank=True, null=True)),
                ('state', models.TextField()),
                ('landed_path', models.TextField(blank=True, default='')),
                ('header', models.JSONField(blank=True, default=list)),
                ('header_drift', models.JSONField(blank=True, default=dict)),
                ('set_aside', models.BigIntegerField(default=0)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extracts', to='sources.run')),
            ],
            options={
                'db_table': 'extract',
                'indexes': [models.Index(fields=['system', 'file', '-id'], name='extract_latest')],
            },
        ),
        migrations.CreateModel(
            name='ExtractProblem',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('stage', models.TextField()),
                ('kind', models.TextField()),
                ('row', models.BigIntegerField(blank=True, null=True)),
                ('column', models.TextField(blank=True, default='')),
                ('value', models.TextField(blank=True, default='')),
                ('says', models.TextField()),
                ('mend', models.TextField()),
                ('count', models.BigIntegerField(default=1)),
                ('extract', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='problems', to='sources.extract')),
            ],
            options={
                'db_table': 'extract_problem',
            },
        ),
        migrations.CreateModel(
            name='ExtractSeen',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('system', models.TextField()),
                ('file', models.TextField()),
                ('state', models.TextField()),
                ('extract', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seen_in', to='sources.extract')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seen', to='sources.run')),
            ],
            options={
                'db_table': 'extract_seen',
            },
        ),
        migrations.CreateModel(
            name='RunStep',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('position', models.IntegerField()),
                ('name', models.TextField()),
                ('state', models.TextField(default='waits')),
                ('done', models.BigIntegerField(default=0)),
                ('total', models.BigIntegerField(default=0)),
                ('rows_in', models.BigIntegerField(blank=True, null=True)),
                ('rows_out', models.BigIntegerField(blank=True, null=True)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('peak_memory_bytes', models.BigIntegerField(blank=True, null=True)),
                ('says', models.TextField(blank=True, default='')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='sources.run')),
            ],
            options={
                'db_table': 'run_step',
                'constraints': [models.UniqueConstraint(fields=('run', 'position'), name='run_step_position')],
            },
        ),
    ]
