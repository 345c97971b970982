"""Problems of files that somebody brings."""

from __future__ import annotations

from qingshan.kernel.problems import declare

NO_UPLOAD = declare(
    "WEB031",
    ("没有选择文件，或文件是空的", "no file was chosen, or it is empty"),
    ("一个有内容的文件", "a file with something in it"),
    ("选择文件后重新提交", "choose one and submit again"),
)
TOO_LARGE = declare(
    "WEB032",
    ("文件太大", "the file is too large"),
    ("不超过 {most} MB", "{most} MB at most"),
    ("压缩图片、拆分文件后再上传", "make its pictures smaller or split it"),
)
WRONG_CONTENT = declare(
    "WEB033",
    ("文件内容不是这里收的类型，或与文件名不符", "the content is not of a kind taken here, or not what its name says"),
    ("内容与扩展名一致的 {kinds}", "content that agrees with its ending: {kinds}"),
    ("用原来的软件另存为其中一种，不要只改扩展名", "save it as one of these; changing the name alone does not do"),
)
SWELLING = declare(
    "WEB034",
    ("文件解压后过大，疑为压缩炸弹", "unpacked the file is far too large: it may be a zip bomb"),
    ("解压后不超过 {most} MB、不超过 {entries} 个部件", "{most} MB and {entries} parts at most when unpacked"),
    ("用原来的软件重新另存", "save it anew with the program it came from"),
)
CONTENT_GONE = declare(
    "WEB035",
    (
        "佐证内容缺失或与登记的哈希不符，没有提供下载",
        "the content is gone or no longer has its hash; it is not handed out",
    ),
    ("与登记时相同的内容", "the content as it was entered"),
    ("请管理员核对备份（qingshan ledger verify 会列出）", "have an administrator look at the backups (ledger verify)"),
)
