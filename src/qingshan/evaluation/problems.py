"""Problems of evaluation."""

from __future__ import annotations

from qingshan.kernel.problems import declare

INDICATOR_TWICE = declare(
    "EVA001",
    ("指标键重复声明", "an indicator key is declared twice"),
    ("每个指标键只在一个文件中声明", "each indicator key in one file only"),
    ("改名或删去其中一个", "rename or remove one of them"),
)
ENGINE_UNKNOWN = declare(
    "EVA002",
    ("没有这个计算引擎", "no such engine"),
    ("{engines}", "{engines}"),
    ("用 --engine 选其中一个", "choose one with --engine"),
)
ENGINE_MISSING = declare(
    "EVA003",
    ("计算引擎没有安装", "the engine is not installed"),
    ("可导入的 {module}", "an importable {module}"),
    ("安装 qingshan[{extra}] 后再试，或用 --engine duckdb", "install qingshan[{extra}], or use --engine duckdb"),
)
RESULT_UNKNOWN = declare(
    "EVA004",
    ("找不到这个结果", "no such result"),
    ("evaluate 打印过的结果编号", "a result number that evaluate printed"),
    ("先运行 qingshan evaluate，或用 --lake 指明数据湖", "run qingshan evaluate first, or name the lake with --lake"),
)
PLAN_WITHOUT_YEAR = declare(
    "EVA005",
    ("工作要点没有年度，无法评价", "the plan has no year, so it cannot be judged"),
    ("document.period 写明年度，如 2021", "document.period names a year, such as 2021"),
    ("在修正文件（overlay）里补上 document.period", "add document.period in the overlay"),
)
NOTHING_BEHIND = declare(
    "EVA006",
    ("这个结果没有读数可以展开", "there are no readings behind this result"),
    ("有数值的结果", "a result with a value"),
    ("去掉 --day 和 --site，看它为什么没有数值", "leave out --day and --site to see why it has no value"),
)
SITE_WITHOUT_DAY = declare(
    "EVA007",
    ("只给了点位，没有日期", "a site was given without a day"),
    ("--day 和 --site 一起给出", "--day together with --site"),
    ("加上 --day 日期", "add --day DATE"),
)
SERIES_UNKNOWN = declare(
    "EVA008",
    ("没有这个可填报的指标", "no such reported indicator"),
    ("其中之一：{known}", "one of {known}"),
    ("改用上列指标之一", "name one of these"),
)
SERIES_EMPTY = declare(
    "EVA009",
    ("这个指标没有可用的数", "there is no figure of this indicator"),
    ("有数的区域：{areas}", "areas that have one: {areas}"),
    ("先导入数据（qingshan observe import），或改正 --area", "import data (qingshan observe import), or mend --area"),
)
MONTH_BEGUN = declare(
    "EVA010",
    ("评价时段不从月初开始", "the period does not begin with a month"),
    (
        "月、季、半年、年，或从某月1日起的一段；按2020年规定先取月均值",
        "a month, quarter, half-year, year, or a span from the first of a month: means are of months first",
    ),
    ("改时段；或加 --basis realtime 看最新样品", "another period, or --basis realtime for the latest samples"),
)
