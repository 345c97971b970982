"""What must hold for the whole house, whoever adds to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qingshan"
MODULES = sorted(SOURCE.rglob("*.py"))
TRACKED_ENDINGS = {
    ".py",
    ".md",
    ".yaml",
    ".toml",
    ".txt",
    ".in",
    ".sh",
    ".cfg",
    ".html",
    ".css",
    ".js",
    ".conf",
    ".service",
    ".timer",
    ".example",
}


def _texts() -> list[Path]:
    folders = [
        ROOT / name
        for name in ("src", "tests", "docs", "requirements", "bench", "deploy", ".ci")
        if (ROOT / name).is_dir()
    ]
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in TRACKED_ENDINGS]
    files = [path for path in found if "vendor" not in path.parts]
    return [*files, *(ROOT / name for name in ("README.md", "README.zh-CN.md", "Makefile", "pyproject.toml"))]


def test_every_folder_with_code_is_a_package():
    lacking = {path.parent for path in MODULES if not (path.parent / "__init__.py").exists()}
    assert not lacking, "import-linter does not see a folder without __init__.py"


def test_only_the_registry_imports_by_name():
    pattern = re.compile(r"^\s*(import|from) importlib(?!\.metadata)", re.MULTILINE)
    found = [path for path in MODULES if pattern.search(path.read_text())]
    assert found == [SOURCE / "kernel" / "registry.py"]


def test_only_the_clock_asks_the_time():
    pattern = re.compile(r"\.(now|today|utcnow)\(|time\.time\(")
    found = [path.relative_to(SOURCE).as_posix() for path in MODULES if pattern.search(path.read_text())]
    assert found == ["kernel/clock.py"]


def test_no_file_has_a_name_that_says_nothing():
    nothing = {"utils", "helpers", "common", "misc", "util", "helper"}
    assert not [path for path in ROOT.glob("src/**/*") if path.stem in nothing]


@pytest.mark.parametrize("folder", ["standards/formulas", "standards/rules"])
def test_formulas_hold_no_number_and_no_bare_operator(folder):
    for path in sorted((SOURCE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                assert node.value in (0, 1, 2), f"{path.name}:{node.lineno} holds the number {node.value}"
            if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.FloorDiv, ast.Mod, ast.Div)):
                pytest.fail(f"{path.name}:{node.lineno} divides without a verb of kernel.exact")


def test_nothing_names_a_machine_or_a_package_index():
    index = "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "registry\\." + "npmjs", "deb\\." + "debian"])
    pattern = re.compile(rf"/(?:work|root|home)/\w|{index}")
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}" for path in _texts() if (match := pattern.search(path.read_text()))
    ]
    assert not found


def test_lock_files_carry_names_versions_and_hashes_only():
    locks = [
        *(ROOT / "requirements").glob("*.txt"),
        *SOURCE.rglob("package-lock.json"),
        *(ROOT / "tests").rglob("package-lock.json"),
    ]
    assert len(locks) > 3
    assert not [path.name for path in locks if "://" in path.read_text()]


def test_every_problem_code_is_raised_by_a_test():
    declared = {
        match[1]
        for path in MODULES
        if path.name == "problems.py"
        for match in re.finditer(r'"([A-Z]{3}\d{3})"', path.read_text())
    }
    raised = " ".join(path.read_text() for path in (ROOT / "tests").rglob("*.py") if "house" not in path.parts)
    assert declared, "no code is declared at all"
    assert not {code for code in declared if code not in raised}


def test_problem_codes_are_declared_once_and_belong_to_their_room():
    rooms = {
        "plans": "PLN",
        "observations": "OBS",
        "ledgers": "LED",
        "operations": "OPS",
        "standards": "STD",
        "evaluation": "EVA",
        "cli": "CLI",
        "demo": "DEM",
        "web": "WEB",
    }
    seen: set[str] = set()
    for path in (path for path in MODULES if path.name == "problems.py" and path.parent.name != "kernel"):
        for code in re.findall(r'"([A-Z]{3}\d{3})"', path.read_text()):
            room = path.relative_to(SOURCE).parts[0]
            assert code.startswith(rooms[room]), f"{code} stands in {room}"
            assert code not in seen
            seen.add(code)


def test_every_command_is_documented():
    from qingshan.cli import root

    text = (ROOT / "docs" / "commands.md").read_text()
    context = None
    for noun in root.list_commands(context):
        command = root.get_command(context, noun)
        verbs = getattr(command, "commands", {})
        for call in [f"qingshan {noun} {verb}" for verb in verbs] or [f"qingshan {noun}"]:
            assert call in text, f"{call} is not in docs/commands.md"


def test_the_tour_is_walkable():
    text = (ROOT / "docs" / "tour.md").read_text()
    named = re.findall(r"`((?:src|tests|docs)/[\w./-]+)`", text)
    assert len(named) > 5
    assert not [path for path in named if not (ROOT / path).exists()]


FROZEN_AS_IT_IS = {"standards/catalog/water_ranking/2017.yaml: 8: keys ['zh', 'en', 'TN and fecal coliform']"}
"""A note cut short in a released edition, which is never edited; errata speak of values only."""
PAIRS = ("()", "（）", "《》", "“”", "[]")


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for pair in node.value:
            for part in pair:
                yield from _mappings(part)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _mappings(part)


def _cut_short(text: str) -> Iterator[str]:
    """Labels in two languages that do not end where their author meant: an unquoted comma or # ends a text."""
    lines = text.split("\n")
    for mapping in _mappings(yaml.compose(text, Loader=yaml.CSafeLoader)):
        keys = [key.value for key, _ in mapping.value]
        if not {"zh", "en"} & set(keys):
            continue
        if sorted(keys) != ["en", "zh"]:
            yield f"{mapping.start_mark.line + 1}: keys {keys}"
            continue
        for _, said in mapping.value:
            where = said.start_mark.line + 1
            if said.tag != "tag:yaml.org,2002:str" or not said.value.strip():
                yield f"{where}: no text: {said.value}"
            elif "#" in lines[said.end_mark.line][said.end_mark.column :]:
                yield f"{where}: a comment behind {said.value}"
            elif any(said.value.count(one) != said.value.count(other) for one, other in PAIRS):
                yield f"{where}: an open bracket in {said.value}"


def test_no_label_is_cut_short_by_its_yaml():
    files = sorted(SOURCE.rglob("*.yaml"))
    found = {
        f"{path.relative_to(SOURCE).as_posix()}: {said}" for path in files for said in _cut_short(path.read_text())
    }
    assert found == FROZEN_AS_IT_IS


@pytest.mark.parametrize(
    "text",
    [
        "{zh: 甲, en: a, b}",
        "{zh: 甲}",
        "{zh: 甲, en: yes}",
        "{zh: 甲, en: }",
        "zh: 甲\nen: a #1",
        "{zh: 甲（乙, en: a}",
    ],
)
def test_a_label_cut_short_is_noticed(text):
    assert list(_cut_short(text))
    assert not list(_cut_short("{zh: '甲（乙）', en: 'a, b'}"))
