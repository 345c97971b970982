"""Problems of the office: where it is, who may, and what another one did in the meantime."""

from __future__ import annotations

from qingshan.kernel.problems import declare

NO_OFFICE = declare(
    "OPS001",
    ("这里没有办公库", "there is no office here"),
    ("青山建立的办公库", "an office that Qingshan made"),
    (
        "检查 --office，PostgreSQL 还要检查服务和权限；新建请运行 qingshan ledger init",
        "check --office, for PostgreSQL also the server and its permissions; qingshan ledger init makes a new one",
    ),
)
OLD_OFFICE = declare(
    "OPS002",
    ("办公库的表结构不是本版本的", "the tables of the office are not those of this version"),
    ("已应用全部迁移的办公库", "an office with every migration applied"),
    ("备份后运行 qingshan ledger init", "make a copy, then run qingshan ledger init"),
)
UNKNOWN_DATABASE = declare(
    "OPS003",
    ("不认识这种数据库", "this kind of database is not known"),
    (
        "SQLite 文件路径，或 postgresql://用户@主机/库名，其后可有 ? 和参数 {parameters}",
        "a path of an SQLite file, or postgresql://user@host/name, after it perhaps ? and parameters of {parameters}",
    ),
    (
        "改正 QINGSHAN_DATABASE 或 --office；口令中的特殊字符按 %xx 书写",
        "mend QINGSHAN_DATABASE or --office; special characters of a password are written %xx",
    ),
)
UNKNOWN_PERSON = declare(
    "OPS004",
    ("{unit}没有登记名为 {name} 的人员", "nobody named {name} is entered for the unit {unit}"),
    ("{unit}已登记的人员：{known}", "someone entered for {unit}: {known}"),
    (
        "检查 --as 和 --unit；由管理员用 qingshan ledger perform people.enter 登记",
        "check --as and --unit; an administrator enters people with qingshan ledger perform people.enter",
    ),
)
ROLE_NOT_HELD = declare(
    "OPS005",
    ("{name}没有这个角色", "{name} does not hold this role"),
    ("其所任角色之一：{known}", "one of the roles held: {known}"),
    ("换用所任角色，或由管理员登记", "act in a role that is held, or have an administrator enter it"),
)
MAY_NOT = declare(
    "OPS006",
    ("这个角色不能{action}", "this role may not: {action}"),
    ("角色之一：{may}", "one of the roles {may}"),
    ("请由有此角色的人办理", "have somebody in such a role do it"),
)
UNKNOWN_ACTION = declare(
    "OPS007",
    ("没有这个办理事项", "there is no such action"),
    ("其中之一：{known}", "one of {known}"),
    ("检查名称", "check the name"),
)
NOT_AS_ASKED = declare(
    "OPS008",
    ("“{action}”所填内容不符合要求", "what was given for “{action}” is not what it asks for"),
    ("{expected}", "{expected}"),
    ("补正后重新提交", "mend it and submit again"),
)
OUT_OF_CHAIN = declare(
    "OPS010",
    ("日志与其锚点接不上，没有写入任何内容", "log and anchor do not meet; nothing was written"),
    ("锚点之后的下一个序号", "the number that follows the anchor"),
    ("运行 qingshan ledger verify 查明被改动之处", "qingshan ledger verify tells where it was tampered with"),
)
MOVED_ON = declare(
    "OPS011",
    ("此间已有他人办理，本次未生效", "somebody else acted in the meantime; nothing was done"),
    ("仍为第 {version} 版", "still version {version}"),
    ("查看现状后再决定是否办理", "look at it as it now stands, then decide again"),
)
TAKEN = declare(
    "OPS012",
    ("这个编号已经登记过，本次未生效", "this key is entered already; nothing was done"),
    ("尚未使用的编号", "a key not used yet"),
    ("核对是否重复提交；确为另一条的，换一个编号", "see whether it was submitted twice; if not, choose another key"),
)
NOT_THERE = declare(
    "OPS013",
    ("没有登记这个{what}", "no such {what} is entered"),
    ("已登记的编号或名称", "a key or name that is entered"),
    ("检查写法，或先登记", "check the spelling, or enter it first"),
)
NO_FILE = declare(
    "OPS014",
    ("材料文件读不到", "the file of the evidence cannot be read"),
    ("一个可读的文件", "a readable file"),
    ("检查路径和权限", "check path and permissions"),
)
DATED_LATER = declare(
    "OPS015",
    ("材料日期晚于登记之日", "the evidence is dated after the day it is entered"),
    ("不晚于 {day} 的日期，取材料自身的日期", "a date no later than {day}: the one the evidence itself bears"),
    ("核对材料上的日期", "check the date on it"),
)
NOT_IN_ORDER = declare(
    "OPS016",
    ("日期早于该单位上一次变动", "the day lies before the unit's last change"),
    ("晚于 {day} 的日期", "a day after {day}"),
    ("核对文件中的生效日期", "check the day on which the document takes effect"),
)
NAME_TAKEN = declare(
    "OPS017",
    ("此名称当日为另一单位所用", "on that day another unit bears this name"),
    ("当日未被使用的名称", "a name nobody bears on that day"),
    ("两个单位合并的，用 unit.merge", "if the two became one, use unit.merge"),
)
GONE = declare(
    "OPS018",
    ("该单位已于 {day} 并入 {into}", "the unit became part of {into} on {day}"),
    ("仍然存在的单位", "a unit that still exists"),
    ("对 {into} 办理", "act on {into}"),
)
WRONG_YEAR = declare(
    "OPS019",
    ("日期不在 {year} 年，或放假日本为周末，或上班日本为工作日",
     "a day outside {year}, off though a weekend, or worked though a weekday"),
    ("{year} 年工作日中的放假日和周末中的上班日", "weekdays of {year} that are off, weekends that are worked"),
    ("按印发的放假安排逐日核对", "check it day by day against the published arrangement"),
)  # fmt: skip
KEPT_ELSEWHERE = declare(
    "OPS030",
    ("{ledger}的条目由专门的流程办理", "entries of {ledger} are kept by a procedure of their own"),
    ("qingshan {area} 的命令", "the commands of qingshan {area}"),
    ("改用 qingshan {area}；查询仍可用 qingshan ledger", "use qingshan {area}; qingshan ledger still shows them"),
)
TOO_LONG = declare(
    "OPS038",
    ("一格放不下这张表的内容", "the table does not fit into one cell"),
    ("至多 {most} 个字符", "at most {most} characters"),
    ("用 --format json 查看全文；没有写出文件", "read it whole with --format json; no file was written"),
)
NO_TABLE = declare(
    "OPS020",
    ("读不出表格", "the table cannot be read"),
    ("{expected}", "{expected}"),
    ("用 qingshan ledger export 导出的表格填写后再导入", "fill a table written by qingshan ledger export"),
)
BAD_CELL = declare(
    "OPS021",
    ("{column}一格不能采用", "the cell for {column} cannot be taken"),
    ("{expected}", "{expected}"),
    ("改正这一格后重新导入；没有写入任何内容", "mend the cell and import again; nothing was written"),
)
NO_PERIOD = declare(
    "OPS022",
    ("要点没有写明年度", "the plan names no year"),
    ("写明年度的要点", "a plan that names its year"),
    ("在标题中补上年度后重新编译", "put the year into its title and compile it again"),
)
AS_IT_STANDS = declare(
    "OPS023",
    ("与现行的完全一样，没有写入", "it is what stands already; nothing was written"),
    ("与现行不同的内容", "something else than what stands"),
    ("不需要办理", "there is nothing to do"),
)
DECISIONS_LOST = declare(
    "OPS024",
    ("新版本少了已有决定的任务", "this version lacks tasks on which decisions stand"),
    ("含有全部已有决定的任务，或写明放弃哪些", "every task with decisions, or the ones that are dropped by name"),
    ("在订正文件中补上，或用 dropping 写明", "add them in the overlay, or name them in dropping"),
)
NOT_OF_THE_UNIT = declare(
    "OPS025",
    ("这件事不由该单位承担", "this is not the unit's to do"),
    ("承担单位：{units}", "a unit that owes it: {units}"),
    ("由承担单位的人办理", "have somebody of one of these units do it"),
)
NO_DRIVER = declare(
    "OPS056",
    ("没有安装 PostgreSQL 的驱动", "the driver of PostgreSQL is not installed"),
    ("psycopg 3", "psycopg 3"),
    ("安装 qingshan[postgres]，或改用 SQLite 文件", "install qingshan[postgres], or use an SQLite file"),
)
NO_ANSWER = declare(
    "OPS057",
    ("数据库没有完成这次写入，没有得到已生效的确认", "the database did not complete it; nothing is confirmed as done"),
    ("能写入并在 30 秒内应答的数据库", "a database that can be written to and answers within 30 seconds"),
    ("查看现状，未生效的再办理一次", "look at it as it now stands; if it was not done, do it again"),
)
WRONG_ENCODING = declare(
    "OPS058",
    ("数据库的编码存不了中文", "the database is in an encoding that cannot hold Chinese"),
    ("UTF8", "UTF8"),
    ("建库时加 --template=template0 --encoding=UTF8", "make it with --template=template0 --encoding=UTF8"),
)
KEPT_ALREADY = declare(
    "OPS050",
    ("这个评分已经保存，办法、日期和输入都没有变", "this score is kept already: scheme, day and inputs are the same"),
    ("有变化的输入，或更晚的截至日", "other inputs, or a later day"),
    ("无需再保存", "nothing to do"),
)
SCORE_OUT_OF_ORDER = declare(
    "OPS051",
    ("评分的截至日不在应有的范围", "the day the score is computed to is out of order"),
    ("{first} 至 {last}：不早于评分期间和上一次保存的截至日，不晚于办理日",
     "{first} to {last}: not before the period or the last score kept, nor after the day of the action"),
    ("改正截至日；更早的评分不能补存", "mend the day; an earlier score cannot be kept afterwards"),
)  # fmt: skip
NOT_NAMED = declare(
    "OPS040",
    ("这里没有点名该单位", "the unit is not named here"),
    ("被点名的单位：{units}", "a unit that is named: {units}"),
    ("由被点名单位的人办理", "have somebody of one of these units do it"),
)
DETECTED_LATER = declare(
    "OPS041",
    ("已检测到更晚的日期，未写入", "a later day was detected already; nothing was written"),
    ("不早于 {day} 的日期", "{day} or later"),
    ("回看某日用 qingshan warn list --as-of", "qingshan warn list --as-of shows an earlier day"),
)
NO_ANSWER_DAY = declare(
    "OPS042",
    ("“{field}”不是可用的日期", "“{field}” is not a day that can be used"),
    ("年-月-日，不早于 {day}", "year-month-day, {day} or later"),
    ("改正后重新提交", "mend it and submit again"),
)
NOTHING_TO_ANSWER = declare(
    "OPS043",
    ("这一步不需要答复，或已经答复", "this step awaits no answer, or has one"),
    ("待答复的步骤序号：{known}", "the number of a step that awaits an answer: {known}"),
    ("用 qingshan warn due 查看待答复的步骤", "qingshan warn due lists what awaits an answer"),
)
