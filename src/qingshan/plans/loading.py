"""From a file to a plan: a document is compiled, a compiled plan is read back; the overlay beside it is carried out."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import yaml

from qingshan.kernel.vocabulary import Vocabulary
from qingshan.plans import overlay, problems
from qingshan.plans.compiler import compile_document
from qingshan.plans.document import Document
from qingshan.plans.ir import Plan
from qingshan.plans.matching import matcher
from qingshan.plans.stages.check import checked
from qingshan.plans.stages.read import read

COMPILED = (".yaml", ".yml", ".json")
TEXT_SUFFIX = ".text.txt"
TEXT_OF_ITS_OWN = ("docx", "html", "htm", "pdf")


def load_plan(path: Path, vocabulary: Vocabulary, corrections: Path | None = None) -> Plan:
    """The plan of a document or of a compiled file, corrected by the overlay given or beside it, and checked."""
    return compiled_with_text(path, vocabulary, corrections)[0]


def compiled_with_text(path: Path, vocabulary: Vocabulary, corrections: Path | None = None) -> tuple[Plan, str | None]:
    """The same, with the text that the spans count where it can be found."""
    if path.suffix.lower() in COMPILED:
        plan = read_compiled(path)
        text = _text_of(plan, path)
    else:
        document = read(path)
        plan, text = compile_document(document, vocabulary), document.text
    return corrected(plan, vocabulary, corrections or overlay.beside(path)), text


def compiled(document: Document, vocabulary: Vocabulary, corrections: Path) -> Plan:
    """A document compiled, corrected and checked."""
    return corrected(compile_document(document, vocabulary), vocabulary, corrections)


def corrected(plan: Plan, vocabulary: Vocabulary, corrections: Path) -> Plan:
    """The plan with an overlay carried out, where there is one, and checked anew."""
    if corrections.is_file():
        plan = overlay.apply(plan, overlay.load(corrections))
    return checked(plan, matcher(vocabulary))


def read_compiled(path: Path) -> Plan:
    """A compiled plan from yaml or json; PLN006 when it is not one."""
    if not path.is_file():
        raise problems.MISSING.at(str(path))
    try:
        return Plan.from_json(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise problems.NOT_A_PLAN.at(path.name, error) from error


def _text_of(plan: Plan, path: Path) -> str | None:
    """The text beside a compiled plan, when its hash is the one recorded."""
    for candidate in (path.with_name(path.stem + TEXT_SUFFIX), path.parent / Path(plan.document.name).name):
        if candidate.is_file() and candidate.suffix.lower() in (".txt", ".md"):
            text = read(candidate).text
            if hashlib.sha256(text.encode()).hexdigest() == plan.document.text_sha256:
                return text
    return None
