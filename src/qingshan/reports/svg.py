"""Elements of a drawing as escaped markup."""

from __future__ import annotations

from markupsafe import Markup, escape


def tag(element: str, *children: str, **attributes: object) -> Markup:
    """One element; children and values are escaped, ``stroke_width`` becomes ``stroke-width``."""
    said = Markup("").join(
        Markup(' {}="{}"').format(name.rstrip("_").replace("_", "-"), _short(value))
        for name, value in attributes.items()
    )
    inside = Markup("").join(escape(child) for child in children)
    return Markup("<{0}{1}>{2}</{0}>").format(element, said, inside)


def line(points: list[tuple[float, float]], **attributes: object) -> Markup:
    """A line through points; nothing for fewer than two."""
    if len(points) < 2:  # noqa: PLR2004 a line has two ends
        return Markup("")
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag("path", d=path, fill="none", **attributes)


def _short(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
