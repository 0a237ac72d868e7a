"""The counts beside the queue hold what they are counted by, and no day but that of the check."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0002_agreements'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='exceptiontally',
            name='contractor_id',
        ),
        migrations.RemoveField(
            model_name='exceptiontally',
            name='due_on',
        ),
        migrations.RemoveField(
            model_name='exceptiontally',
            name='first_seen_on',
        ),
        migrations.RemoveField(
            model_name='exceptiontally',
            name='mended',
        ),
        migrations.AddField(
            model_name='exceptiontally',
            name='late',
            field=models.BooleanField(default=False),
        ),
    ]
