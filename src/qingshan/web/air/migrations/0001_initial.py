"""The first table of this room."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="KeptAir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.IntegerField()),
                ("area", models.TextField()),
                ("edition", models.TextField()),
                ("data", models.TextField()),
                ("as_of", models.DateField()),
                ("document", models.JSONField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["year", "area", "edition"], name="one_air_of_each")]
            },
        ),
    )
