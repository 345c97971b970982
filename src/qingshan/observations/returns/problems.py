"""Problems of a return: what a department wrote into the template that cannot be taken as it stands."""

from __future__ import annotations

from qingshan.kernel.problems import declare

_NEW_TEMPLATE = (
    "用 qingshan observe template 重新生成模板，再把数填进去",
    "write a new template with qingshan observe template and fill that",
)

NOT_A_TEMPLATE = declare(
    "OBS030",
    ("这不是青山生成的填报表", "this is not a form that Qingshan wrote"),
    ("含“填报”工作表和版本标记 {stamp} 的 .xlsx 文件", "an .xlsx file with the sheet 填报 and the mark {stamp}"),
    _NEW_TEMPLATE,
)
CHANGED_HEADER = declare(
    "OBS031",
    ("表头被改动", "the header was changed"),
    ("{expected}", "{expected}"),
    (
        "恢复表头，或改用新模板；没有写入任何数据",
        "restore the header or take a new template; nothing was written",
    ),
)
UNKNOWN_INDICATOR = declare(
    "OBS032",
    ("没有这个填报指标", "there is no reported indicator of that key"),
    ("其中之一：{known}", "one of {known}"),
    _NEW_TEMPLATE,
)
WRONG_UNIT = declare(
    "OBS033",
    ("{indicator}的单位不对", "the unit of {indicator} is wrong"),
    ("{unit}", "{unit}"),
    ("把数换算成 {unit}，并恢复单位", "convert the figure to {unit} and restore the unit"),
)
UNKNOWN_AREA = declare(
    "OBS034",
    ("区域不在本模板之内", "the area is not one of this template"),
    ("其中之一：{known}", "one of {known}"),
    _NEW_TEMPLATE,
)
UNKNOWN_PERIOD = declare(
    "OBS035",
    ("{indicator}不按这样的时段填报", "{indicator} is not reported for such a period"),
    ("时段种类之一：{kinds}", "a period of the kind {kinds}"),
    _NEW_TEMPLATE,
)
FOREIGN_ROW = declare(
    "OBS036",
    (
        "本行不是模板原有的：指标、区域或时段被改过，或从别的模板粘贴而来，或指标的定义已变",
        "the row is not the template's own: changed, pasted from another template, or its indicator was redefined",
    ),
    ("模板生成的行，只填白色单元格", "a row as the template wrote it, filled in its white cells only"),
    _NEW_TEMPLATE,
)
NOT_A_NUMBER = declare(
    "OBS037",
    ("{what}一格里不是数", "the cell for the {what} holds no number"),
    ("只有数字，不带单位、百分号、“约”等文字", "digits only, without unit, per-cent sign or words"),
    (
        "改为数字；以文本存放的数字请转换为数字",
        "write a number; turn a number stored as text into a number",
    ),
)
FORMULA = declare(
    "OBS038",
    (
        "{what}一格的公式没有可用的结果",
        "the formula in the cell for the {what} gives nothing usable",
    ),
    ("一个数", "a number"),
    ("改正公式后在 Excel 中保存，或直接填写数值", "mend the formula and save it in Excel, or write the number itself"),
)
PERCENT_FORMAT = declare(
    "OBS039",
    (
        "{what}一格设成了百分比格式：显示的是 {shown}，实际存的是 {held}",
        "the cell for the {what} is formatted as a percentage: it shows {shown} and holds {held}",
    ),
    ("以 {unit} 为单位的数，单元格为常规格式", "a number in {unit} in a cell of general format"),
    ("把格式改为“常规”，再填 {shown_number}", "set the format to General, then write {shown_number}"),
)
NOT_STORABLE = declare(
    "OBS040",
    ("{what}的小数位过多或数值过大", "the {what} has too many decimals or is too large"),
    ("至多 {decimals} 位小数，绝对值小于 {largest}", "at most {decimals} decimals, smaller than {largest}"),
    ("按文件中的数填写，不要填公式算出的长小数", "write the figure as its document does, not a long quotient"),
)
INCOMPLETE = declare(
    "OBS041",
    ("缺少{what}", "the {what} is missing"),
    ("{form}", "{form}"),
    ("补填；没有数的整行留空", "fill it in; leave the whole row empty when there is no figure"),
)
NO_OPERANDS = declare(
    "OBS042",
    ("{indicator}不填{what}", "{indicator} takes no {what}"),
    ("空白", "an empty cell"),
    ("清空该格，只填数值", "clear the cell and give the value alone"),
)
BAD_DENOMINATOR = declare(
    "OBS043",
    ("分母不是正数，算不出{indicator}", "{indicator} cannot be computed: the denominator is not positive"),
    ("大于 0 的数", "a number above 0"),
    ("核对分母；没有对象可统计的，整行留空", "check it; where there is nothing to count, leave the row empty"),
)
NUMERATOR_LARGER = declare(
    "OBS044",
    ("分子大于分母", "the numerator is larger than the denominator"),
    ("不大于分母 {denominator} 的数", "a number not above the denominator {denominator}"),
    ("核对分子、分母是否填反或口径不同", "see whether the two are swapped or counted differently"),
)
OUT_OF_BOUNDS = declare(
    "OBS045",
    ("{indicator}超出可能的范围", "{indicator} is outside its possible range"),
    ("{bounds} {unit}", "{bounds} {unit}"),
    ("核对数值和单位", "check figure and unit"),
)
CONTRADICTION = declare(
    "OBS046",
    ("数值与分子、分母不符", "the value is not what numerator and denominator give"),
    ("{computed} {unit}（由分子、分母算得）", "{computed} {unit}, from numerator and denominator"),
    ("核对三个数，或把数值留空由青山计算", "check the three, or leave the value empty to have it computed"),
)
NO_EVIDENCE = declare(
    "OBS047",
    ("缺少{what}", "the {what} is missing"),
    ("每个数都有依据文件、文件日期和填报单位", "a document, its date and a reporter for every figure"),
    ("补填{what}", "fill in the {what}"),
)
NOT_A_DATE = declare(
    "OBS048",
    ("文件日期无法识别", "the date of the document cannot be read"),
    ("年月日，如 2021-03-05", "year, month and day, such as 2021-03-05"),
    ("按日期填写", "write it as a date"),
)
FUTURE_DATE = declare(
    "OBS049",
    ("文件日期在导入日之后", "the document is dated after the day of the import"),
    ("不晚于 {today} 的日期", "a date no later than {today}"),
    ("核对文件日期；文件印发后再填报", "check the date; report once the document is issued"),
)
CONFLICT = declare(
    "OBS050",
    ("同一指标、区域、时段填了不同的内容", "one indicator, area and period is given twice and differently"),
    ("与第 {row} 行相同，或只有一行", "the same as row {row}, or one row only"),
    ("只保留正确的一行；各行都未采用", "keep the right one; none of them was taken"),
)
CHANGED_HISTORY = declare(
    "OBS051",
    (
        "改动了已报的数，却没有新的依据文件",
        "a figure reported before is changed without a new document",
    ),
    (
        "{before}（《{document}》，{dated}），或另一份文件、另一个日期",
        "{before} ({document}, {dated}), or another document or date",
    ),
    (
        "如需更正，填写说明更正的文件及其日期",
        "to correct it, name the document that says so and its date",
    ),
)
OLDER_DOCUMENT = declare(
    "OBS052",
    (
        "依据文件早于现行数的依据文件",
        "the document is older than the one behind the figure that stands",
    ),
    ("不早于 {dated}（《{document}》，{before}）", "no earlier than {dated} ({document}, {before})"),
    ("核对是否误用了旧表；旧文件不能取代新文件", "see whether this is an old form; an old document replaces nothing"),
)
