"""The first table of this room."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Last",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.TextField(unique=True)),
                ("plan_version", models.IntegerField()),
                ("as_of", models.DateField()),
                ("data", models.TextField()),
                ("finished_at", models.DateTimeField()),
                ("found", models.JSONField()),
            ],
        ),
    )
