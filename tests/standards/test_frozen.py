from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import yaml

from qingshan.kernel import registry
from qingshan.standards.files import is_edition

CATALOG = registry.PACKAGE / "standards" / "catalog"
FROZEN = yaml.safe_load(Path(__file__).with_name("frozen.yaml").read_text(encoding="utf-8"))
EDITIONS = sorted(path.relative_to(CATALOG).as_posix() for path in CATALOG.rglob("*.yaml") if is_edition(path))


@pytest.mark.parametrize("name", EDITIONS)
def test_a_released_edition_is_never_edited(name):
    found = hashlib.sha256((CATALOG / name).read_bytes()).hexdigest()
    assert name in FROZEN, f"a new edition: freeze it with the line  {name}: {found}"
    stem = name.removesuffix(".yaml")
    assert found == FROZEN[name], (
        f"{name} was edited. A released edition stays as it is: put an erratum into {stem}.errata.yaml "
        f"(key, from, to, known_from, reason), so that results of before can be told apart."
    )


def test_no_released_edition_has_gone():
    assert set(FROZEN) <= set(EDITIONS)
