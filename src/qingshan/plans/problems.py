"""What can be wrong with a document, a compiled plan, an overlay or the grammar itself."""

from __future__ import annotations

from qingshan.kernel.problems import declare

FORMAT = declare(
    "PLN001",
    ("不支持 {ending} 格式的文件", "files of the format {ending} are not read"),
    ("{known}", "{known}"),
    ("请用 Word 或 WPS 打开后另存为 docx", "open it in Word or WPS and save as docx"),
)
EMPTY = declare(
    "PLN002",
    ("文件是空的", "the file is empty"),
    ("含有正文的文件", "a file with text in it"),
    ("请检查文件是否完整,重新另存为 docx", "check that the file is complete and save as docx again"),
)
UNDECODABLE = declare(
    "PLN003",
    ("无法识别文件的文字编码", "the encoding of the file is not recognised"),
    ("UTF-8 或 GB18030 编码的文本", "text in UTF-8 or GB18030"),
    ("请另存为 UTF-8 文本,或另存为 docx", "save as UTF-8 text, or save as docx"),
)
SCANNED = declare(
    "PLN004",
    ("PDF 没有文字层,可能是扫描件", "the pdf has no text layer; it may be a scan"),
    ("带文字层的 PDF", "a pdf with a text layer"),
    ("请找到原文件另存为 docx,或先做文字识别", "find the original and save as docx, or run text recognition first"),
)
DAMAGED = declare(
    "PLN005",
    ("文件损坏,无法按 {ending} 打开", "the file is damaged and does not open as {ending}"),
    ("完好的 {ending} 文件", "a sound {ending} file"),
    ("请重新获取文件,或打开后另存为 docx", "fetch the file again, or open it and save as docx"),
)
NOT_A_PLAN = declare(
    "PLN006",
    ("这不是编译过的要点", "this is not a compiled plan"),
    ("plan compile 生成的 yaml 或 json", "a yaml or json file made by plan compile"),
    ("请对原文件重新运行 qingshan plan compile", "run qingshan plan compile on the document again"),
)
BAD_OVERLAY = declare(
    "PLN007",
    ("人工订正文件写法有误", "the overlay is not written as it should be"),
    ("entries 下每条有 do、by、on、reason", "under entries, each with do, by, on, reason"),
    ("请按手册改正该条目", "correct the entry as the manual says"),
)
BAD_GRAMMAR = declare(
    "PLN008",
    ("语法定义写法有误", "a grammar definition is not written as it should be"),
    ("kind 与 entries,每条有 example 和 gives", "kind and entries, each with example and gives"),
    ("请改正该定义文件", "correct that definition file"),
)
MISSING = declare(
    "PLN009",
    ("找不到文件", "there is no such file"),
    ("一个存在的文件", "a file that exists"),
    ("请检查路径", "check the path"),
)

UNKNOWN_INDICATOR = declare(
    "PLN101",
    ("指标“{indicator}”不在指标库中", "the indicator “{indicator}” is not in the registry"),
    ("指标库中的名称", "a name the registry declares"),
    ("请在人工订正中指定指标,或为指标增加这一名称", "name the indicator in the overlay, or declare this name for one"),
    "warning",
)
NO_SOURCE = declare(
    "PLN102",
    ("指标“{indicator}”还没有数据来源", "nothing supplies data for “{indicator}” yet"),
    ("至少一个数据来源", "at least one source of data"),
    ("请登记数据来源,在此之前该目标只能是未知", "register a source; until then the target stays unknown"),
    "warning",
)
NO_UNIT = declare(
    "PLN103",
    ("数值 {value} 没有单位", "the figure {value} has no unit"),
    ("带单位的数值", "a figure with its unit"),
    ("请核对原文并在人工订正中补上单位", "check the original and add the unit in the overlay"),
    "note",
)
UNKNOWN_UNIT = declare(
    "PLN104",
    ("不认识单位“{unit}”", "the unit “{unit}” is not known"),
    ("单位表中的写法", "a spelling the table of units holds"),
    ("请核对原文,或在单位表中增加这一写法", "check the original, or add this spelling to the table of units"),
    "warning",
)
WRONG_UNIT = declare(
    "PLN105",
    ("指标“{indicator}”不用单位“{unit}”", "“{indicator}” is not measured in “{unit}”"),
    ("{known}", "{known}"),
    ("请核对原文的单位和指标", "check the unit and the indicator in the original"),
    "warning",
)
WEAK_STRETCH = declare(
    "PLN106",
    ("力争值 {stretch} 不比必须值 {value} 更严", "the stretch value {stretch} is no stricter than the binding {value}"),
    ("比必须值更严的力争值", "a stretch value stricter than the binding one"),
    ("请核对两个数值是否写反", "check whether the two figures are swapped"),
    "warning",
)
CONTRADICTION = declare(
    "PLN107",
    ("同一指标、区域和年份有两个不同的数值:{values}", "one indicator, area and year has two values: {values}"),
    ("一个数值", "one value"),
    ("请核对原文,在人工订正中去掉一个", "check the original and remove one in the overlay"),
    "warning",
)
OVER_HUNDRED = declare(
    "PLN108",
    ("百分比 {value}% 大于 100%", "a percentage of {value} is over 100"),
    ("0 到 100 之间", "between 0 and 100"),
    ("请核对原文的小数点", "check the decimal point in the original"),
    "warning",
)
LATE_DEADLINE = declare(
    "PLN109",
    ("时限 {on} 晚于文件年度 {period}", "the deadline {on} falls after the document's period {period}"),
    ("文件年度之内的时限", "a deadline within the period"),
    ("跨年任务请确认年末的阶段目标", "for work over several years, settle what is due at the end of this one"),
    "note",
)
NO_DEADLINE = declare(
    "PLN110",
    ("任务 {path} 没有时限", "task {path} has no deadline"),
    ("时限,或默认为年底", "a deadline, or the end of the year by default"),
    ("如以年底为准,可在人工订正中写明", "if the end of the year holds, say so in the overlay"),
    "note",
)
NO_RESPONSIBLE = declare(
    "PLN111",
    ("任务 {path} 没有责任单位", "task {path} names no responsible unit"),
    ("至少一个责任单位", "at least one responsible unit"),
    ("请核对原文,在人工订正中补上", "check the original and add it in the overlay"),
    "warning",
)
OPEN_LIST = declare(
    "PLN112",
    (
        "任务 {path} 的责任单位没有列完(有“等”字)",
        "the units of task {path} are not all named (the list says “and others”)",
    ),
    ("列全的责任单位", "a complete list"),
    ("请确认其余单位,在人工订正中补上", "settle the others and add them in the overlay"),
    "note",
)
SIMILAR_UNITS = declare(
    "PLN113",
    ("“{one}”与“{other}”可能是同一单位", "“{one}” and “{other}” may be one unit"),
    ("一个单位一种写法", "one spelling for one unit"),
    ("如是同一单位,请在人工订正中合并:{entry}", "if they are one, merge them in the overlay: {entry}"),
    "warning",
)
NO_PERIOD = declare(
    "PLN114",
    ("文件没有写明年度或日期", "the document states no year or date"),
    ("标题、发布日期或正文中的年度", "a year in the title, the date of issue or the text"),
    ("请在人工订正中写明文件年度", "state the period of the document in the overlay"),
    "warning",
)
NO_AREA = declare(
    "PLN115",
    ("标题没有写明地区{guess}", "the title names no area{guess}"),
    ("文件适用的地区", "the area the document is for"),
    ("请在人工订正中写明地区", "state the area in the overlay"),
    "note",
)
NO_THRESHOLD = declare(
    "PLN116",
    ("定性目标没有判定标准", "a qualitative target has no threshold"),
    ("可以判定的数值,或明确的达标条件", "a figure that decides it"),
    (
        "请在人工订正中写明判定值(threshold);在此之前该目标只能是未知",
        "declare a threshold in the overlay; until then the target stays unknown",
    ),
    "note",
)
CUT_OFF = declare(
    "PLN117",
    ("文本在此处中断", "the text breaks off here"),
    ("完整的文件", "a complete document"),
    ("请取得完整文件后重新编译", "get the whole document and compile again"),
    "warning",
)
FLAT_TABLE = declare(
    "PLN118",
    ("这里是压平的表格,没有读取", "a table run flat stands here; it was not read"),
    ("带行列的表格", "a table with rows and columns"),
    (
        "请从原文件取得表格,或在人工订正中补录目标",
        "take the table from the original, or add its targets in the overlay",
    ),
    "warning",
)
UNREAD_FIGURE = declare(
    "PLN119",
    ("目标段中的这个数值没有读成目标", "this figure in the goals was not read as a target"),
    ("指标、比较词和数值齐全的一句话", "a clause with indicator, comparator and figure"),
    ("如是目标,请在人工订正中补录", "if it is a target, add it in the overlay"),
    "note",
)
NOT_A_TARGET = declare(
    "PLN120",
    ("没有作为目标:{why}", "not taken as a target: {why}"),
    ("", ""),
    ("如确是目标,请在人工订正中补录", "if it is one after all, add it in the overlay"),
    "note",
)
OVERLAY_LOST = declare(
    "PLN121",
    ("人工订正对应的记录不在了:{record}", "the record an overlay entry belongs to is gone: {record}"),
    ("与原句一致的记录", "a record with the same sentence"),
    ("条目已保留;请核对新文本后改写或删去", "the entry is kept; check the new text and rewrite or delete it"),
    "warning",
)
UNDATED = declare(
    "PLN122",
    ("时限“{text}”缺少年份,无法定到日期", "the deadline “{text}” has no year to place it in"),
    ("年份", "a year"),
    ("请先写明文件年度", "state the period of the document first"),
    "warning",
)
UNCLEAR_SEPARATION = declare(
    "PLN123",
    ("单位之间缺少分隔,按“{units}”读取", "units without a separator, read as {units}"),
    ("以顿号分隔的单位", "units separated by enumeration commas"),
    ("请核对", "please check"),
    "note",
)
