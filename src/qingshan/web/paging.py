"""Long lists in parts; the part stands in the address beside the filters."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from qingshan.web.visitor import Visit

SIZE = 50
PART = "p"


def part_of(request: Visit, rows: Any, size: int = SIZE) -> tuple[list[Any], dict[str, Any]]:
    """The rows of the part that is asked for (the nearest there is), and what ``layout/parts.html`` shows beside them.

    ``rows`` is a list or a query; ``query`` is that of the address without the part.
    """
    found = Paginator(rows, size).get_page(request.GET.get(PART))
    asked = request.GET.copy()
    for name in (PART, "format"):
        asked.pop(name, None)
    said = {"part": found.number, "parts": found.paginator.num_pages, "total": found.paginator.count}
    return list(found.object_list), {**said, "query": asked.urlencode()}
