"""The first tables of this room."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("task", models.UUIDField(primary_key=True, serialize=False)),
                ("done", models.IntegerField()),
                ("of", models.IntegerField()),
                ("step", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Finished",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("plan", models.TextField()),
                ("plan_version", models.IntegerField()),
                ("as_of", models.DateField()),
                ("known_on", models.TextField(blank=True, default="")),
                ("data", models.TextField()),
                ("identity", models.TextField()),
                ("finished_at", models.DateTimeField()),
                ("summary", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "plan_version", "as_of", "known_on", "data"), name="one_of_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField()),
                ("target", models.TextField()),
                ("area", models.TextField()),
                ("standing", models.TextField()),
                ("row", models.JSONField()),
                ("detail", models.JSONField()),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="evaluations.finished"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("evaluation", "number"), name="one_of_each_number")],
            },
        ),
    )
