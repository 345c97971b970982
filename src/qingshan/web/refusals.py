"""What programs get instead of a page: one shape for every error, whatever its status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse

from qingshan.kernel.problems import Problem
from qingshan.kernel.text import Text


def refusal(problem: Problem, status: int, headers: Mapping[str, str] | None = None) -> JsonResponse:
    """``{"error": {code, message, where, found, expected, advice}}``; the texts as pairs of both languages."""
    code = problem.code
    texts = {"message": code.message, "expected": code.expected, "advice": code.action}
    said = {name: _pair(text.filled(**problem.values)) for name, text in texts.items()}
    error: dict[str, Any] = {"code": code.key, "where": problem.where, "found": problem.found, **said}
    bears = {"Cache-Control": "private, no-cache", **(headers or {})}
    return JsonResponse({"error": error}, status=status, headers=bears, json_dumps_params={"ensure_ascii": False})


def _pair(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
