"""断面水质: every section of a survey as a bureau lists it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from qingshan.evaluation.water_sections import Section
from qingshan.evaluation.water_survey import Basis, Scope, Survey, basis_of, survey
from qingshan.kernel.periods import Period
from qingshan.observations.store.lake import FAR_FUTURE, Lake, connect
from qingshan.standards.rule import written
from qingshan.standards.water import CLASSES, WATER_DECIMALS

_SHOWN = """
SELECT site, hour_end, max(text) FILTER (name = 'water_class'), max(text) FILTER (name = 'station_state')
FROM (FROM stated WHERE known_from <= ? AND site IN (SELECT unnest(?))
    QUALIFY row_number() OVER (PARTITION BY site, hour_end, name ORDER BY known_from DESC) = 1)
GROUP BY ALL
"""


def section_list(
    lake: Lake, scope: Scope, period: Period, basis: Basis = "assessment", multiple_base: str = "three"
) -> dict[str, Any]:
    """The document of ``water sections``: a row for each section, those without data among them; decimals are text.

    On the real-time basis ``published`` and ``station`` are what the platform showed with the sample.
    """
    found = survey(lake, scope, period, basis)
    shown = _platform(lake, scope, found) if basis == "realtime" else {}
    rows = [_row(found, one, multiple_base) | shown.get(one.section, {}) for one in found.register]
    said = {"period": str(period), "basis": basis, "multiple_base": multiple_base}
    return {**said, **basis_of(found.rules.used), "sources": list(found.sources), "sections": rows}


def _row(found: Survey, one: Section, multiple_base: str) -> dict[str, Any]:
    judged = found.judged.get(one.section)
    about = described(one)
    if judged is None or judged["class"] is None:
        return {**about, "state": "insufficient_data", **dict.fromkeys(("class", "status", "complies")), "main": []}
    outcome, parts = found.explained(judged, multiple_base)
    _, everything = found.explained(found.measured[one.section])
    left_out = [item for item in parts["items"] | everything["items"] if item not in parts["items"]]
    moment: datetime | None = judged.get("sampled_at")
    return {
        **about,
        "state": "final" if judged["stage"] else "provisional",
        "class": CLASSES[judged["class"]],
        **{name: parts[name] for name in ("status", "complies", "main", "items")},
        "reference": everything["reference"],
        "assessed": {item: written(outcome[f"assessed_{item}"], WATER_DECIMALS) for item in parts["items"]},
        "not_assessed": left_out,
        "missing": parts["missing"],
        "months": judged.get("months"),
        "sampled_at": None if moment is None else moment.isoformat(),
    }


def described(one: Section) -> dict[str, Any]:
    """What the register says of a section; ``body`` None where it does not say."""
    names = ("section", "name", "area", "river", "basin", "control", "body_verification")
    texts = {name: getattr(one, name) for name in names}
    return {**texts, "body": one.body or None, "target": one.target_class or None}


def _platform(lake: Lake, scope: Scope, found: Survey) -> dict[str, dict[str, Any]]:
    """What the platform published with each section's latest sample."""
    with connect() as connection:
        lake.all_rows(connection, "published").create_view("stated")
        given = [scope.known_on or FAR_FUTURE, list(found.judged)]
        rows = connection.execute(_SHOWN, given).fetchall() if found.judged else []
    latest = {name: row["sampled_at"] for name, row in found.judged.items()}
    return {name: {"published": shown, "station": state} for name, at, shown, state in rows if latest[name] == at}
