"""Problems of scoring."""

from __future__ import annotations

from qingshan.kernel.problems import declare

SCHEME_UNKNOWN = declare(
    "EVA301",
    ("没有这个评分办法：{key}", "there is no scoring scheme {key}"),
    ("其中之一：{known}", "one of {known}"),
    ("改用上列办法之一", "name one of these"),
)
BAD_SCHEME = declare(
    "EVA302",
    ("评分办法的文件有误", "a scoring scheme is not written as it should be"),
    (
        "符合格式的 YAML：数值写在引号内，分项满分之和不超过上级",
        "YAML in its form: numbers quoted, parts within the whole",
    ),
    ("按提示改正文件", "correct the file as said above"),
)
BAD_INPUTS = declare(
    "EVA303",
    ("评分输入文件有误", "a file of scoring inputs is not written as it should be"),
    ("inputs 下每个输入名对应带引号的数值或空", "under inputs, a quoted number or nothing for each name"),
    ("按提示改正文件", "correct the file as said above"),
)
INPUT_UNKNOWN = declare(
    "EVA304",
    ("评分办法 {scheme} 不用输入 {name}", "scheme {scheme} reads no input {name}"),
    ("其中之一：{known}", "one of {known}"),
    ("改正名称；qingshan score show {scheme} 列出全部输入", "mend the name; qingshan score show {scheme} lists them"),
)
AREA_UNKNOWN = declare(
    "EVA305",
    ("评价结果中没有区域 {area}", "the evaluation judges nothing for the area {area}"),
    ("其中之一：{known}", "one of {known}"),
    ("改正 --area", "mend --area"),
)
