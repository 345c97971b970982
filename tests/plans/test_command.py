"""The commands ``plan compile`` and ``plan check``: forms, files written, what is printed where."""

from __future__ import annotations

import io
import json

import docx
import pytest
import yaml
from click.testing import CliRunner

from qingshan.cli import root
from qingshan.kernel.problems import Problem
from qingshan.plans.diagnostics import width
from qingshan.plans.ir import Plan
from qingshan.plans.loading import compiled_with_text, load_plan
from tests.plans.made_up import VOCABULARY

TEXT = """2021年甲市工作要点

一、工作目标
全市细颗粒物(PM2.5)平均浓度控制在34μg/m3以内,力争达到33μg/m3。
二、重点任务
1、治气。力争4月底前布置到位。(市生态环境局牵头,市水利局等配合)
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _run(*arguments):
    return CliRunner().invoke(root, ["plan", *map(str, arguments)], catch_exceptions=False)


def test_json_stands_alone_on_stdout_and_is_the_contract(document):
    result = _run("compile", document, "--format", "json")
    data = json.loads(result.stdout)
    assert {"document", "targets", "tasks", "rules", "diagnostics"} <= set(data)
    assert {"title", "issuer", "issued_on", "period", "area"} <= set(data["document"])
    target, task = data["targets"][0], data["tasks"][0]
    assert {"id", "path", "quote", "start", "end", "indicator", "scope", "comparator", "value", "unit"} <= set(target)
    assert {"stretch", "tier_only", "rule", "baseline", "period", "deadline", "embedded"} <= set(target)
    assert {"text", "key"} <= set(target["indicator"])
    assert {"text", "areas", "how"} <= set(target["scope"])
    assert {"value", "comparator", "indicator", "scope"} == set(target["stretch"])
    assert {"id", "path", "part", "heading", "text", "start", "end", "units", "default_units"} <= set(task)
    assert {"name", "role", "normalized"} <= set(task["units"][0])
    assert {"text", "on", "soft"} <= set(task["deadlines"][0])
    assert {"code", "severity", "start", "end", "message", "suggestion"} <= set(data["diagnostics"][0])
    assert TEXT[target["start"] : target["end"]] == target["quote"]


def test_yaml_reads_back_as_the_same_plan(document, tmp_path):
    out = tmp_path / "out.yaml"
    result = _run("compile", document, "--format", "yaml", "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    from_json = Plan.from_json(json.loads(_run("compile", document, "--format", "json").stdout))
    assert Plan.from_json(yaml.safe_load(out.read_text(encoding="utf-8"))) == from_json


def test_the_table_shows_targets_tasks_units_and_questions_in_100_columns(document):
    lines = _run("compile", document).stdout.split("\n")
    assert max(map(width, lines)) <= 100
    said = "\n".join(lines)
    for word in ("目标 2", "任务 1", "责任单位", "待确认", "≤ 34 μg/m3", "≤ 33", "牵头 市生态环境局", "2021-04-30?"):
        assert word in said


def test_the_text_of_a_word_file_is_written_beside_the_output(tmp_path):
    source, out, bytes_out = tmp_path / "plan.docx", tmp_path / "out.yaml", io.BytesIO()
    written = docx.Document()
    for line in TEXT.split("\n"):
        written.add_paragraph(line)
    written.save(bytes_out)
    source.write_bytes(bytes_out.getvalue())
    _run("compile", source, "-o", out)
    target = load_plan(out, VOCABULARY).targets[0]
    text = (tmp_path / "out.text.txt").read_text(encoding="utf-8")
    assert text[target.start : target.end] == target.quote
    assert "^" in _run("check", out).stdout, "the text beside it gives the context"


def test_check_prints_code_place_and_way_out(document):
    said = _run("check", document).stdout
    assert "PLN112" in said
    assert "plan.txt:6:" in said
    assert "办法" in said
    assert "^^" in said
    assert (
        CliRunner(env={"QINGSHAN_LANG": "en"}).invoke(root, ["plan", "check", str(document)]).stdout.count("what to do")
        > 0
    )


def test_check_takes_a_compiled_plan_too(document, tmp_path):
    out = tmp_path / "out.json"
    _run("compile", document, "--format", "json", "-o", out)
    assert "PLN112" in _run("check", out).stdout


def test_a_compiled_plan_that_names_no_document_is_read(document, tmp_path):
    out = tmp_path / "out.json"
    _run("compile", document, "--format", "json", "-o", out)
    content = json.loads(out.read_text(encoding="utf-8"))
    for name in ("", ".", "..", "/"):
        content["document"]["name"] = name
        out.write_text(json.dumps(content), encoding="utf-8")
        plan, text = compiled_with_text(out, VOCABULARY)
        assert (plan.document.name, text) == (name, None)
    (tmp_path / "out.text.txt").write_bytes(document.read_bytes())
    assert compiled_with_text(out, VOCABULARY)[1] is not None


@pytest.mark.parametrize(("name", "content"), [("x.yaml", "targets: 3"), ("x.json", "{"), ("x.yaml", "- 1")])
def test_a_file_that_is_no_plan_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Problem) as raised:
        _run("check", path)
    assert raised.value.code.key == "PLN006"


def test_a_missing_file_is_a_coded_problem(tmp_path):
    for arguments in (("compile", tmp_path / "none.txt"), ("check", tmp_path / "none.yaml")):
        with pytest.raises(Problem) as raised:
            _run(*arguments)
        assert raised.value.code.key == "PLN009"
