import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('reference', '0001_clock_and_extensions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_id', models.BigIntegerField(blank=True, null=True)),
                ('by_name', models.TextField()),
                ('action', models.TextField()),
                ('subject_type', models.TextField()),
                ('subject_id', models.TextField(blank=True, default='')),
                ('detail', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'audit_entry',
                'indexes': [models.Index(fields=['subject_type', 'subject_id', '-at'], name='audit_entry_subject'), models.Index(fields=['by_id', '-at'], name='audit_entry_by'), models.Index(fields=['-at'], name='audit_entry_at')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='07e251bac324d51c8770cb13ae26a8c8628fc5a1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_29b51', table='audit_entry', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('email', models.CharField(max_length=254, unique=True)),
                ('full_name', models.CharField(blank=True, default='', max_length=200)),
                ('role', models.CharField(choices=[('officer', 'Housing officer'), ('planner', 'Planner'), ('data_steward', 'Data steward'), ('administrator', 'Administrator')], max_length=20)),
                ('is_active', models.BooleanField(default=True)),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'user_account',
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['officer', 'planner', 'data_steward', 'administrator'])), name='user_account_role_known'), models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='user_account_email_small_letters')],
                'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."added_at" IS DISTINCT FROM (NEW."added_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."role" IS DISTINCT FROM (NEW."role"))', func='INSERT INTO "user_account_event" ("added_at", "email", "full_name", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."added_at", OLD."email", OLD."full_name", OLD."id", OLD."is_active", _pgh_attach_context(), rooftree_now(), \'update\', OLD."id", OLD."role"); RETURN NULL;', hash='5d6f3125654dc3b8357860597f12318d8715212d', operation='UPDATE', pgid='pgtrigger_update_update_3b91d', table='user_account', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "user_account_event" ("added_at", "email", "full_name", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role") VALUES (OLD."added_at", OLD."email", OLD."full_name", OLD."id", OLD."is_active", _pgh_attach_context(), rooftree_now(), \'delete\', OLD."id", OLD."role"); RETURN NULL;', hash='bdacd72b3e9a8cb2649d643a946af8722cfd4d01', operation='DELETE', pgid='pgtrigger_delete_delete_8d486', table='user_account', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('token_sha256', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_in_links', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'sign_in_link',
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('email', models.CharField(max_length=254)),
                ('full_name', models.CharField(blank=True, default='', max_length=200)),
                ('role', models.CharField(choices=[('officer', 'Housing officer'), ('planner', 'Planner'), ('data_steward', 'Data steward'), ('administrator', 'Administrator')], max_length=20)),
                ('is_active', models.BooleanField(default=True)),
                ('added_at', models.DateTimeField()),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'user_account_event',
                'abstract': False,
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='628e6c13726dbc593c3e852165a3e296bbcd4535', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_79f06', table='user_account_event', when='BEFORE'))],
            },
        ),
    ]
