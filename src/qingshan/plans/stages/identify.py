"""Identify: what the document says about itself: title, issuer, day of issue, period and area."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from qingshan.plans.document import View
from qingshan.plans.phrases import Grammar
from qingshan.plans.stages.segment import Node

_KINDS = "要点|方案|计划|规划|清单|措施|意见|办法|细则|安排|通知"
_INNER = re.compile(rf"关于印发《?(?P<title>[^。;\n]{{4,60}}?(?:{_KINDS}))》?的通知")
_HEADLINE, _SENTENCES = re.compile(r"[^。;\n]{6,40}(?<![,、:.])"), re.compile(r"\n[^\n]{30,}。")
_QUOTING = re.compile(r"(?:贯彻|落实|根据|按照|依据)[^。\n]{0,20}《[^《》\n]*$")
_TITLE = re.compile(rf"[^。;:!?\n]{{4,60}}(?:{_KINDS})(?:\([^()\n]{{1,16}}\))?")
_DAY = re.compile(r"(?P<y>\d{4})(?:年|-|/|\.)(?P<m>\d{1,2})(?:月|-|/|\.)(?P<d>\d{1,2})日?")
_ISSUED_LABEL = re.compile(r"(?:发布|印发|成文|公开|发文)(?:日期|时间)?[::]?")
_SIGNED = re.compile(r"(?m:^[^,。;\n]{0,24}?(?P<day>\d{4}年\d{1,2}月\d{1,2}日)(?:印发)?(?:$|\())")
_SIGNATURE = re.compile(
    r"(?m:^(?P<name>[一-鿿]{2,24}?(?:政府|办公厅|办公室|国务院|委员会|指挥部|[局厅委]))\n*\d{4}年\d{1,2}月\d{1,2}日)"
)
_ORIGIN = re.compile(
    r"(?:印发机关|发文机关|来源)[::](?P<name>[一-鿿]{2,24}?(?:政府|办公厅|办公室|委员会|指挥部|[局厅委院]))"
)
_SPAN = re.compile(r"(?P<first>20\d{2})(?:年)?[-—~至](?P<last>20\d{2})年")
_YEAR = re.compile(r"(?<![比较])(?P<y>20\d{2})年(?!远景)")
_SUBJECT_YEAR = re.compile(r"(?P<y>20\d{2})年(?:度)?(?:是|[一-鿿]{0,12}?(?:工作|防治|保卫战|目标|要点|任务))")
_AREA = re.compile(
    r"(?:^|关于印发|《|\d年)(?P<area>[一-鿿]{2,12}?(?:省|自治区|自治州|市[一-鿿]{2,3}区|市|州|县|[一-鿿]区))(?![一-鿿]?[局级])"
)
_CITY = re.compile(r"(?P<area>[一-鿿]{2}市)(?=[一-鿿])(?!场|区|级|政|民|县|本)")
_NO_AREA = re.compile(r"全|我|本|各|城|县|地|级|设区|直辖|今年|.*(?:关于|国务院)")
_NUMBER = re.compile(r"(?m:^[^\n。,;]{0,12}\[(?P<y>20\d{2})\]\d{1,4}号$)")
_HEAD = 1_500


@dataclass(frozen=True, slots=True)
class Identity:
    """What was found; None where the document does not say. ``period`` is a year or a span ``2019-2020``."""

    title: str | None
    title_span: tuple[int, int] | None
    issuer: str | None
    issued_on: date | None
    period: str | None
    area: str | None
    area_guess: str | None


def identify(view: View, nodes: list[Node], grammar: Grammar) -> Identity:
    """Reads the lines before the first heading, the signature and, for the year alone, the first headings."""
    span = _title_span(view.text, nodes)
    title = view.text[slice(*span)].replace("\n", "") if span else None
    issued_on = _issued_on(view.text)
    area = _area(title) or _area(_issuer(view.text) or "")
    return Identity(
        title=view.quote(*span).replace("\n", "").strip() if span else None,
        title_span=span,
        issuer=_issuer(view.text),
        issued_on=issued_on,
        period=_period(view.text, title, nodes, issued_on, grammar),
        area=area,
        area_guess=None if area else _frequent_city(view.text),
    )


def _title_span(text: str, nodes: list[Node]) -> tuple[int, int] | None:
    head = text[: nodes[0].end] if nodes[0].use == "preamble" else text[:_HEAD]
    found = [(match.start(), match.end()) for match in re.finditer(rf"(?m:^(?:{_TITLE.pattern})$)", head)]
    own = [span for span in found if not text[slice(*span)].endswith("通知")]
    if own:
        return _whole_title(text, own[0])
    inner = next((match for match in _INNER.finditer(head) if not _QUOTING.search(head, 0, match.start())), None)
    if inner:
        return inner.span("title")
    if found:
        return _whole_title(text, found[0])
    lines = [match.span() for match in re.finditer(r"[^\n]+", head)]
    after = text[lines[0][1] :] if lines else ""
    headline = lines and _HEADLINE.fullmatch(text, *lines[0]) and _SENTENCES.match(after)
    if not lines or not (headline or re.match(rf"\n(?:\n|{_DAY.pattern})", after)):
        return None
    return None if text[lines[0][1] - 1] in "。,;:" else lines[0]


def _whole_title(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A title may run over two lines: the one above belongs to it when the second names no place, year or topic."""
    above = re.search(r"(?:^|\n)([^\n,。;:]{6,40})\n{1,2}$", text[: span[0]])
    alone = re.search(r"\d{4}年|[省市县区州]|关于", text[slice(*span)])
    if above is None or alone or _DAY.search(above[1]) or not re.search(r"关于|\d{4}年|[省市县区州]", above[1]):
        return span
    return above.start(1), span[1]


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


def _signed_on(text: str) -> date | None:
    """The day under the signature."""
    days = (_day(_DAY.search(match["day"])) for match in _SIGNED.finditer(text))
    return next((day for day in days if day), None)


def _issued_on(text: str) -> date | None:
    """The labelled day of publication, else the day of signature, else a bare day in the head of the page."""
    for label in _ISSUED_LABEL.finditer(text[:_HEAD]):
        found = _day(_DAY.match(text, label.end()))
        if found:
            return found
    bare = _day(re.search(rf"(?m:^{_DAY.pattern}(?= ?\d\d:|$))", text[:_HEAD]))
    return _signed_on(text) or bare


def _issuer(text: str) -> str | None:
    signature = _SIGNATURE.search(text)
    if signature:
        return signature["name"]
    before = re.search(r"(?m:^(?P<name>[一-鿿]{2,24}?)关于印发)", text)
    if before:
        return before["name"]
    origin = _ORIGIN.search(text[:_HEAD])
    return origin["name"] if origin else None


def _period(text: str, title: str | None, nodes: list[Node], issued_on: date | None, grammar: Grammar) -> str | None:
    """The year of the title, the first heading, the preamble, the signature, the number; else of the page."""
    first = text[slice(*nodes[1].heading)] if len(nodes) > 1 else ""
    preamble, plain = text[: nodes[0].end], nodes[0].use == "plain"
    known = (phrase.means for phrase in grammar.of("period") for word in phrase.words if word in (title or ""))
    signed, number = _signed_on(text), _NUMBER.search(preamble)
    candidates = (
        _years(title or "", _YEAR, spans=True) or next(known, None),
        _years(first, _YEAR, spans=True),
        _years(preamble, _SUBJECT_YEAR, spans=plain),
        str(signed.year) if signed else None,
        None if plain else _years(preamble, _YEAR, spans=False),
        number["y"] if number else None,
        _year_of_page(text, issued_on),
    )
    return next((years for years in candidates if years), None)


def _years(place: str, pattern: re.Pattern[str], *, spans: bool) -> str | None:
    span = _SPAN.search(place) if spans else None
    year = pattern.search(place)
    return f"{span['first']}-{span['last']}" if span else year["y"] if year else None


def _year_of_page(text: str, issued_on: date | None) -> str | None:
    """A page may be put up long after: a text that names no year as late as its page is of the last it names."""
    if issued_on is None:
        return None
    named = max((int(match["y"]) for match in _YEAR.finditer(text)), default=issued_on.year)
    return str(issued_on.year if "今年" in text else min(named, issued_on.year))


def _area(text: str | None) -> str | None:
    match = _AREA.search(text or "")
    return match["area"] if match and not _NO_AREA.match(match["area"]) else None


def _frequent_city(text: str) -> str | None:
    """The city named most often; a proposal only."""
    names = Counter(match["area"] for match in _CITY.finditer(text) if not _NO_AREA.match(match["area"]))
    name, times = names.most_common(1)[0] if names else ("", 0)
    return name if times > 1 else None
