"""The evidence there is, to be looked through."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from qingshan.operations.evidence.models import EvidenceItem


def pieces(owners: Collection[str] | None = None, kind: str = "", words: str = "") -> QuerySet[EvidenceItem]:
    """Pieces that some units answer for (None: all), of one kind, with words in key or title; latest dated first."""
    found = EvidenceItem.objects.order_by("-document__dated", "key")
    if owners is not None:
        found = found.filter(document__owner__in=list(owners))
    if kind:
        found = found.filter(document__kind=kind)
    if words:
        found = found.filter(Q(key__icontains=words) | Q(document__title__icontains=words))
    return found
