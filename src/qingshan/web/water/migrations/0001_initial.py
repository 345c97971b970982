"""The first table of this room."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="KeptWater",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.IntegerField()),
                ("name", models.TextField()),
                ("data", models.TextField()),
                ("as_of", models.DateField()),
                ("document", models.JSONField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=["year", "name"], name="one_water_of_each")]},
        ),
    )
