"""Problems of the desk: its tables, its secret, passwords."""

from __future__ import annotations

from qingshan.kernel.problems import declare

OLD_DESK = declare(
    "WEB001",
    ("办公库中没有本版本页面所需的表", "the office lacks the tables this version's pages need"),
    ("已应用全部迁移的办公库", "an office with every migration applied"),
    ("备份后运行 qingshan serve --migrate", "make a copy, then run qingshan serve --migrate"),
)
NO_SECRET = declare(
    "WEB002",
    ("没有签名密钥", "there is no secret to sign with"),
    ("QINGSHAN_SECRET_KEY 中至少 50 个随机字符", "at least 50 random characters in QINGSHAN_SECRET_KEY"),
    ("办公库在数据库服务器上时由环境变量给出", "where the office is on a database server, the environment gives it"),
)
WEAK_PASSWORD = declare(
    "WEB003",
    ("这个密码不能用：{reasons}", "this password cannot be used: {reasons}"),
    (
        "至少 10 位、不常见、不全是数字、与姓名不相近",
        "10 characters or more, not common, not all digits, not like the name",
    ),
    ("换一个密码", "choose another one"),
)
ONLY_IN_DEMO = declare(
    "WEB004",
    ("演示密码只能在演示模式下使用", "demo passwords are for demo mode only"),
    ("演示模式，或逐人设置的密码", "demo mode, or a password set for each person"),
    ("运行 qingshan account password", "run qingshan account password"),
)
NO_ASSETS = declare(
    "WEB005",
    ("页面所需的脚本没有安装", "the scripts that pages need are not installed"),
    ("{missing}", "{missing}"),
    ("在源码目录运行 make setup", "run make setup in the source folder"),
)
NO_LAKE = declare(
    "WEB006",
    ("没有指明数据湖，不能评价", "no lake is named: nothing can be evaluated"),
    ("数据湖文件夹", "the folder of a lake"),
    ("用 --lake 或 QINGSHAN_LAKE 指明后重新启动", "name it with --lake or QINGSHAN_LAKE and start again"),
)
