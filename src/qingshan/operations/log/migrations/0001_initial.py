"""The first tables of this area."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = (
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("count", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.TextField()),
                ("day", models.DateField()),
                ("actor", models.TextField()),
                ("unit", models.TextField()),
                ("role", models.TextField()),
                ("action", models.TextField()),
                ("kind", models.TextField()),
                ("key", models.TextField()),
                ("version", models.IntegerField()),
                ("state", models.TextField()),
                ("reason", models.TextField()),
                ("document", models.TextField()),
                ("stored", models.BinaryField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "key", "-version", "day", "state"], name="log_subject")],
            },
        ),
    )
