"""How often a time of day is booked at all is found without going through every visit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("records", "0010_last_step_of_a_void_as_coded"),)

    operations = (
        migrations.AddIndex(
            "appointment",
            models.Index(fields=["slot"], name="appointment_by_slot", condition=models.Q(ended_on=None)),
        ),
    )
