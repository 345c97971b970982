"""The first tables of this area."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = (
        migrations.CreateModel(
            name="Detection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True)),
                ("version", models.IntegerField()),
                ("document", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="WarningNow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.TextField(unique=True)),
                ("version", models.IntegerField()),
                ("document", models.JSONField()),
                ("state", models.TextField()),
                ("level", models.TextField()),
            ],
            options={
                "indexes": [models.Index(fields=["state", "level"], name="warning_state")],
            },
        ),
    )
