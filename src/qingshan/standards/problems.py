"""Problems with standards, rules and their inputs."""

from __future__ import annotations

from qingshan.kernel.problems import declare

UNKNOWN_EDITION = declare(
    "STD001",
    ("没有这个标准版本：{key}", "there is no edition {key}"),
    ("已有版本：{known}", "one of: {known}"),
    ("用 qingshan standards list 查看全部版本", "see all editions with: qingshan standards list"),
)
UNKNOWN_FAMILY = declare(
    "STD002",
    ("没有这一族标准：{family}", "there is no family of standards {family}"),
    ("已有：{known}", "one of: {known}"),
    ("用 qingshan standards list 查看全部标准", "see all families with: qingshan standards list"),
)
BEFORE_ANY_EDITION = declare(
    "STD003",
    ("{day} 时 {family} 尚无任何版本生效", "no edition of {family} was in force on {day}"),
    ("{first} 或以后的日期", "a date from {first} on"),
    (
        "换一个日期，或用 --edition 指明按哪个版本计算",
        "choose another date, or name the edition to apply with --edition",
    ),
)
AMBIGUOUS = declare(
    "STD004",
    ("{family} 有多个版本不能区分", "several editions of {family} cannot be told apart"),
    ("同族各版本的键和生效日期互不相同", "keys and effect dates that differ within a family"),
    ("改正版本文件，或用 --edition 指明其一", "correct the edition files, or name one with --edition"),
)
UNKNOWN_PARAMETER = declare(
    "STD005",
    ("{edition} 在该日没有参数 {key}", "{edition} has no parameter {key} on that date"),
    ("该版本该阶段的参数", "a parameter of this edition in this phase"),
    ("用 qingshan standards show {edition} 查看参数", "see the parameters with: qingshan standards show {edition}"),
)
UNVERIFIED = declare(
    "STD006",
    ("{edition} 的参数 {key} 未核实", "parameter {key} of {edition} is unverified"),
    ("已核对来源的参数", "a parameter checked against a source"),
    (
        "核对标准原文；确要使用未核实的参数，加 --accept-unverified，结果会带此标记",
        "check it in the standard; to use it nevertheless add --accept-unverified, and the result is marked so",
    ),
)
BAD_FILE = declare(
    "STD007",
    ("标准定义文件不能读取", "a definition file of a standard cannot be read"),
    ("符合版本文件格式的 YAML，小数写在引号内", "YAML in the form of an edition file, decimals in quotes"),
    ("按提示改正文件", "correct the file as said above"),
)
BAD_ERRATUM = declare(
    "STD008",
    ("{edition} 的勘误与被勘误的值不符：{key}", "an erratum of {edition} does not fit the value it corrects: {key}"),
    ("原值 {expected}", "the value {expected} to be there"),
    ("核对勘误文件的 key、phase 和 from", "check key, phase and from in the errata file"),
)
UNKNOWN_OPTION = declare(
    "STD009",
    ("{edition} 没有选项 {option}", "{edition} has no option {option}"),
    ("已有选项：{known}", "one of: {known}"),
    ("用 qingshan standards show {edition} 查看选项", "see its options with: qingshan standards show {edition}"),
)
UNKNOWN_RULE = declare(
    "STD010",
    ("没有计算规则 {name}", "there is no rule {name}"),
    ("已有规则：{known}", "one of: {known}"),
    ("用 qingshan calc --help 查看规则", "see the rules with: qingshan calc --help"),
)
UNKNOWN_INPUT = declare(
    "STD011",
    ("规则 {rule} 没有输入项 {name}", "rule {rule} has no input {name}"),
    ("输入项：{known}", "one of: {known}"),
    ("改正输入项的名称", "correct the name of the input"),
)
MISSING_INPUT = declare(
    "STD012",
    ("规则 {rule} 缺少必需的输入项 {name}", "rule {rule} needs the input {name}"),
    ("{name}=数值", "{name}=value"),
    ("补上该输入项", "add this input"),
)
BAD_INPUT = declare(
    "STD013",
    ("输入项 {name} 不是可用的数", "the input {name} is not a usable number"),
    ("至多 {decimals} 位小数的十进制数", "a decimal number with at most {decimals} decimals"),
    ("改正数值；缺测请写 NA 或省略", "correct the number; write NA, or leave it out, where it is missing"),
)
BAD_CASE = declare(
    "STD014",
    ("算例文件不能读取", "a file of worked cases cannot be read"),
    ("符合算例格式的 YAML，数值写在引号内", "YAML in the form of a case file, numbers in quotes"),
    ("按提示改正文件", "correct the file as said above"),
)
WRONG_EDITION = declare(
    "STD015",
    ("{edition} 在 {day} 不是生效版本", "{edition} was not in force on {day}"),
    ("规则 {rule} 读取 {family} 的版本", "an edition of {family}, which rule {rule} reads"),
    ("去掉 --edition 或 --on 之一", "leave out either --edition or --on"),
)
UNKNOWN_CHOICE = declare(
    "STD016",
    ("输入项 {name} 没有这个选择", "the input {name} has no such choice"),
    ("可选：{known}", "one of: {known}"),
    ("改为其中之一", "choose one of these"),
)
