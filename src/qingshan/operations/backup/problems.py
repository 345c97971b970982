"""Problems of backing up and restoring."""

from __future__ import annotations

from qingshan.kernel.problems import declare

NOT_DUMPED = declare(
    "OPS060",
    ("数据库没有备份或恢复成功", "the database was not dumped or loaded"),
    (
        "SQLite 完好的文件；PostgreSQL 则需 {program}，版本不低于服务器",
        "of SQLite a sound file; of PostgreSQL the program {program}, no older than the server",
    ),
    (
        "安装 PostgreSQL 客户端程序，或按提示处理后重试；没有写入任何内容",
        "install PostgreSQL's client programs, or mend what is told, and try again; nothing was written",
    ),
)
NO_BACKUP = declare(
    "OPS061",
    ("这不是青山的备份，或者已不完整", "this is no backup of Qingshan, or it is no longer whole"),
    ("{expected}", "{expected}"),
    ("换一份备份；没有写入任何内容", "take another backup; nothing was written"),
)
NOT_OVER = declare(
    "OPS062",
    ("这里已有内容，没有覆盖", "something is there already and was not overwritten"),
    ("空位置", "an empty place"),
    (
        "换一个位置，或加 --overwrite（原有文件改名保留，PostgreSQL 库中的内容被替换）",
        "choose another place, or say --overwrite (files are kept under another name, PostgreSQL's tables replaced)",
    ),
)
OTHER_KIND = declare(
    "OPS063",
    ("备份来自另一种数据库", "the backup is of another kind of database"),
    ("{kind} 的办公库", "an office on {kind}"),
    ("用 --office 指明同类的数据库", "name a database of that kind with --office"),
)
OTHER_TABLES = declare(
    "OPS064",
    ("备份的表结构不是本版本的", "the tables in the backup are not those of this version"),
    ("青山 {version} 的备份配青山 {version}", "a backup of Qingshan {version} with Qingshan {version}"),
    (
        "用青山 {version} 恢复，再升级并运行 qingshan serve --migrate",
        "restore it with Qingshan {version}, then upgrade and run qingshan serve --migrate",
    ),
)
IN_USE = declare(
    "OPS065",
    ("网页服务正在使用这个办公库", "a desk is being served from this office"),
    ("一个办公库只有一个网页服务，恢复时没有", "one serving process for an office, and none while it is restored"),
    ("先停止那个 qingshan serve", "stop that qingshan serve first"),
)
NOT_WRITABLE = declare(
    "OPS066",
    ("写不进这里", "this cannot be written"),
    ("可写且有空间的文件夹", "a folder that may be written to and has room"),
    ("换一个位置，或腾出空间", "choose another place, or make room"),
)
