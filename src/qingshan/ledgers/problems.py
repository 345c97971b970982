"""Problems with ledgers: their declarations, and actions that may not be taken."""

from __future__ import annotations

from qingshan.kernel.problems import declare

BAD_DEFINITION = declare(
    "LED001",
    ("台账定义文件不能使用", "a definition file of a ledger cannot be used"),
    ("符合 docs/howto/add-a-ledger.md 的 YAML", "YAML as docs/howto/add-a-ledger.md says"),
    ("按提示改正文件", "correct the file as said above"),
)
LEDGER_TWICE = declare(
    "LED002",
    ("台账键重复声明", "a ledger key is declared twice"),
    ("每个台账只在一个文件中声明", "each ledger in one file only"),
    ("改名或删去其中一个", "rename or remove one of them"),
)
LEDGER_UNKNOWN = declare(
    "LED003",
    ("没有这个台账", "no such ledger"),
    ("其中之一：{known}", "one of: {known}"),
    ("改用上列台账之一", "name one of these"),
)
ACTION_UNKNOWN = declare(
    "LED004",
    ("这个台账没有此动作", "this ledger has no such action"),
    ("其中之一：{known}", "one of: {known}"),
    ("改用上列动作之一", "name one of these"),
)
NOT_HERE = declare(
    "LED005",
    ("状态“{state}”下不能做此动作", "this cannot be done in the state “{state}”"),
    ("此时可做：{possible}", "what can be done now: {possible}"),
    ("先查看条目当前状态", "look at the state of the entry first"),
)
CLOSED = declare(
    "LED006",
    ("条目已结束（{state}）", "the entry is closed ({state})"),
    ("未结束的条目；此时可做：{possible}", "an open entry; what can be done now: {possible}"),
    ("确有反弹或变化的，先按规定重新启动", "if the problem is back, reopen it first"),
)
DONE_ALREADY = declare(
    "LED007",
    ("同一动作已由 {actor} 在 {on} 做过", "the same was done already, by {actor} on {on}"),
    ("不重复提交", "a thing submitted once"),
    ("无需再做；若内容有变，请写明变化的内容", "nothing to do; if something is new, say what"),
)
WRONG_ROLE = declare(
    "LED008",
    ("{actor} 没有做此动作的角色", "{actor} has no role that may do this"),
    ("角色之一：{roles}", "one of the roles: {roles}"),
    ("由有此角色的人来做", "let a person with such a role do it"),
)
SAME_PERSON = declare(
    "LED009",
    ("{actor} 做过“{done}”，不能再由同一人做此动作", "{actor} did “{done}” and may not do this too"),
    ("另一个人", "another person"),
    ("由另一人核验", "let another person verify"),
)
FIELD_MISSING = declare(
    "LED010",
    ("缺少“{field}”", "“{field}” is missing"),
    ("填写这一项", "a value for it"),
    ("补上 {key}", "add {key}"),
)
REASON_MISSING = declare(
    "LED011",
    ("没有写明理由", "no reason was given"),
    ("理由", "a reason"),
    ("补上理由", "give the reason"),
)
DOCUMENT_MISSING = declare(
    "LED012",
    ("没有依据文件", "no document was named"),
    ("文件名称或文号", "the title or number of a document"),
    ("补上依据文件", "name the document"),
)
EVIDENCE_MISSING = declare(
    "LED013",
    ("缺少佐证：{kind}", "evidence is missing: {kind}"),
    ("至少一份此类佐证", "at least one piece of this kind"),
    ("先登记佐证，再做此动作", "register the evidence first"),
)
BACKDATED = declare(
    "LED014",
    ("日期早于该条目最近一次记录（{last}）", "the date is before the last event of the entry ({last})"),
    ("{last} 或以后的日期", "{last} or later"),
    ("按实际日期填写；记录不得倒签", "give the real date; nothing is dated back"),
)
EVIDENCE_AHEAD = declare(
    "LED015",
    ("佐证的日期（{dated}）晚于动作日期（{on}）", "the evidence is dated {dated}, after the action of {on}"),
    ("不晚于动作日期的佐证", "evidence dated no later than the action"),
    ("核对佐证自身的日期", "check the date of the evidence itself"),
)
EVIDENCE_EXPIRED = declare(
    "LED016",
    ("佐证已于 {expires} 失效", "the evidence expired on {expires}"),
    ("在有效期内的佐证", "evidence that still holds"),
    ("换用有效的佐证", "bring evidence that holds"),
)
EVIDENCE_OLD = declare(
    "LED017",
    ("佐证（{dated}）早于问题重新启动之日（{round}）", "the evidence ({dated}) is older than the reopening ({round})"),
    ("重新启动以后的佐证", "evidence from after the reopening"),
    ("提供反弹后整改的佐证", "bring evidence of what was done since"),
)
FIELD_UNKNOWN = declare(
    "LED018",
    ("此动作不收这一项", "this action takes no such thing"),
    ("其中之一：{known}", "one of: {known}"),
    ("改名或去掉这一项", "rename it or leave it out"),
)
VALUE_WRONG = declare(
    "LED019",
    ("“{field}”的值不合要求", "the value of “{field}” will not do"),
    ("{expected}", "{expected}"),
    ("改正这一项", "correct it"),
)
CHECK_FAILED = declare(
    "LED020",
    ("不符合勾稽关系：{label}", "a check does not hold: {label}"),
    ("{left} {relation} {right}", "{left} {relation} {right}"),
    ("核对各项数字", "check the figures"),
)
SUSPENDED = declare(
    "LED021",
    ("条目自 {since} 起中止", "the entry has been suspended since {since}"),
    ("恢复后再办理", "an entry that has been resumed"),
    ("先由有权限的角色恢复", "let a role that may do so resume it first"),
)
TOO_EARLY = declare(
    "LED022",
    ("“{label}”到 {last} 才届满", "“{label}” runs to the end of {last}"),
    ("{last} 之后的日期", "a date after {last}"),
    ("届满后再办", "do it when the time is over"),
)
CALENDAR_UNKNOWN = declare(
    "LED023",
    ("{day} 是否工作日尚不知道，期限暂不能计算", "not known whether {day} is a working day: not computable yet"),
    ("已公布放假安排的年份", "a year whose holidays have been announced"),
    ("放假安排公布后更新，或录入本单位的工作日历", "update when they are, or enter a calendar of your own"),
)
NOT_OPENED = declare(
    "LED024",
    ("{day} 时条目尚未登记", "on {day} the entry had not been opened"),
    ("登记之日或以后", "the day of its opening or later"),
    ("换一个日期", "choose another date"),
)
EXTENSION_WRONG = declare(
    "LED025",
    ("延期决定不能成立", "the extension cannot stand"),
    ("某个在走的期限和晚于 {last} 的新日期", "a deadline that runs, and a new date after {last}"),
    ("写明 deadline 和 until", "name deadline and until"),
)
DATE_BOUND = declare(
    "LED026",
    ("“{field}”决定期限，不能用更正来改", "“{field}” sets a deadline and cannot be moved by a correction"),
    ("延期决定", "an extension"),
    ("按延期办理，并写明理由和文件", "extend it, with reason and document"),
)
NOTHING_NEW = declare(
    "LED027",
    ("没有任何改变", "nothing changes"),
    ("与现值不同的内容", "something that differs from what stands"),
    ("写明要改的内容", "say what is to change"),
)
CELL_MISSING = declare(
    "LED028",
    ("“{field}”有一行缺少“{column}”", "a row of “{field}” lacks “{column}”"),
    ("每一行都有这一列", "a value for it in every row"),
    ("补上这一格", "fill in the cell"),
)
COLUMN_UNKNOWN = declare(
    "LED029",
    ("“{field}”没有这一列", "“{field}” has no such column"),
    ("其中之一：{known}", "one of: {known}"),
    ("改名或去掉这一列", "rename it or leave it out"),
)
