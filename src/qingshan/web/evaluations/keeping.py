"""Keeping a finished evaluation for pages, whole or not at all, and letting the oldest go."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from qingshan.evaluation.run import Evaluation
from qingshan.kernel.clock import known_now
from qingshan.web.evaluations.models import Finished, TargetRow
from qingshan.web.evaluations.rows import rows
from qingshan.web.evaluations.wanted import Wanted

KEPT = 60
"""How many evaluations of a plan are kept; one takes about half a megabyte."""


def keep(evaluation: Evaluation, asked: Wanted) -> Finished:
    """Write an evaluation's rows; the one that is there already, if one is."""
    found = list(rows(evaluation))
    with transaction.atomic():
        finished, is_new = Finished.objects.get_or_create(
            **asked.key,
            defaults={"identity": evaluation.identity, "finished_at": known_now(), "summary": _summary(evaluation)},
        )
        if is_new:
            TargetRow.objects.bulk_create(TargetRow(evaluation=finished, **row) for row in found)
            _forget(asked.plan)
    return finished


def _summary(evaluation: Evaluation) -> dict[str, Any]:
    heading, document = evaluation.plan.document, evaluation.document
    said = {name: document[name] for name in ("editions", "unverified", "sources")}
    return {"title": heading.title, "area": heading.area, "period": str(evaluation.period), **said}


def _forget(plan: str) -> None:
    old = Finished.objects.filter(plan=plan).order_by("-finished_at", "-pk").values_list("pk", flat=True)[KEPT:]
    Finished.objects.filter(pk__in=list(old)).delete()
