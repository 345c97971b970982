"""Problems of this room: lakes that are none, files that cannot be read, headers that do not say what they hold."""

from __future__ import annotations

from qingshan.kernel.problems import declare

NOT_A_LAKE = declare(
    "OBS001",
    ("这个文件夹不是数据湖", "this folder is not a lake"),
    ("内有 {marker} 的文件夹", "a folder that holds {marker}"),
    (
        "检查 --lake 路径；新建数据湖请运行 qingshan observe import",
        "check --lake; qingshan observe import makes a new one",
    ),
)
FOLDER_TAKEN = declare(
    "OBS002",
    ("不能在此新建数据湖", "a lake cannot be made here"),
    ("空文件夹或尚不存在的路径，路径中不含 %", "an empty or new folder whose path holds no %"),
    ("换一个文件夹", "choose another folder"),
)
UNKNOWN_SOURCE = declare(
    "OBS003",
    ("没有名为 {key} 的数据源", "there is no source named {key}"),
    ("其中之一：{known}", "one of {known}"),
    ("运行 qingshan observe sources 查看全部数据源", "qingshan observe sources lists them all"),
)
EMPTY_FILE = declare(
    "OBS004",
    ("文件是空的", "the file is empty"),
    ("一行表头和至少一行数据", "a header and at least one row"),
    ("重新下载或导出该文件", "download or export the file again"),
)
BROKEN_FILE = declare(
    "OBS005",
    ("压缩文件不完整或已损坏", "the compressed file is cut off or damaged"),
    ("完整的 gzip 文件", "a whole gzip file"),
    ("重新下载该文件；没有写入任何数据", "download it again; nothing was written"),
)
UNREADABLE_TEXT = declare(
    "OBS006",
    ("文字编码无法识别", "the text encoding is not readable"),
    ("编码之一：{encodings}", "one of the encodings {encodings}"),
    ("用上述编码另存该文件", "save the file again in one of these encodings"),
)
WRONG_COLUMNS = declare(
    "OBS007",
    ("表头与数据源 {source} 不符，缺少列：{missing}", "the header is not that of {source}; columns missing: {missing}"),
    ("含有这些列：{expected}", "the columns {expected}"),
    ("{suggestion}", "{suggestion}"),
)
REPEATED_COLUMN = declare(
    "OBS008",
    ("表头中有重名的列", "the header names a column twice"),
    ("每列一个不同的名称", "a different name for each column"),
    ("改正表头后重新导入", "mend the header and import again"),
)
SHIFTED_HEADER = declare(
    "OBS009",
    (
        "表头与数据对不上，列名可能错位：{assignment}",
        "the header does not fit the data, columns look shifted: {assignment}",
    ),
    ("各列的数值符合其名称", "values that fit the name of their column"),
    (
        "向来源核实并改正表头后重新导入；没有写入任何数据",
        "check with the source, mend the header, import again; nothing was written",
    ),
)
OPTION_NEEDED = declare(
    "OBS010",
    ("数据源 {source} 的文件里没有{what}", "files of {source} do not say the {what}"),
    ("用选项 {option} 给出", "given with {option}"),
    ("加上 {option}", "add {option}"),
)
OZONE_UNDECIDED = declare(
    "OBS011",
    ("无法判断 {pair} 哪一列是当日最大值", "it cannot be told which of {pair} is the maximum of the day"),
    ("其中一列始终不小于另一列", "one member that is never smaller than the other"),
    ("检查文件中的臭氧列；没有写入任何数据", "check the ozone columns of the file; nothing was written"),
)
BAD_DECISION = declare(
    "OBS012",
    ("人工决定的内容不完整", "the decision is incomplete"),
    ("点位或区域、起止时刻（先后有序）、理由和决定人", "a site or area, hours in order, a reason and who decided"),
    ("补全后重新登记", "complete it and record it again"),
)
NO_FILE = declare(
    "OBS013",
    ("找不到文件", "there is no such file"),
    ("一个可读的文件", "a file that can be read"),
    ("检查路径", "check the path"),
)
UNREADABLE_DOCUMENT = declare(
    "OBS014",
    ("文件无法按 {form} 读取", "the file cannot be read as {form}"),
    ("一个完整的 {form} 文件", "a whole {form} file"),
    ("重新下载或另存为该格式；没有写入任何数据", "download it again or save it in that form; nothing was written"),
)
OUTLINE_UNREADABLE = declare(
    "OBS015",
    ("轮廓文件无法读取", "the outline cannot be read"),
    ("GeoJSON，含 Polygon、MultiPolygon、LineString 或 MultiLineString", "GeoJSON with polygons or lines"),
    ("检查 --outline 文件，或去掉它", "check the file given with --outline, or leave it out"),
)
