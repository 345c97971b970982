"""The first tables of this room."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.TextField(unique=True)),
                ("text_sha256", models.TextField(blank=True, db_index=True, default="")),
                ("name", models.TextField()),
                ("size", models.BigIntegerField()),
                ("brought_by", models.TextField()),
                ("unit", models.TextField()),
                ("brought_at", models.DateTimeField()),
                ("title", models.TextField(blank=True, default="")),
                ("period", models.TextField(blank=True, default="")),
                ("text", models.TextField(blank=True, default="")),
                ("compiled", models.JSONField(null=True)),
                ("problem", models.JSONField(null=True)),
                ("entries", models.JSONField(default=list)),
                ("version", models.IntegerField(default=1)),
            ],
            options={"ordering": ["-brought_at", "-pk"]},
        ),
    )
