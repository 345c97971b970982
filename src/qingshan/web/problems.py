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
NO_FILE = declare(
    "WEB040",
    ("没有选择文件", "no file was chosen"),
    ("一个文件", "one file"),
    ("选择文件后再上传", "choose a file, then upload"),
)
TOO_LARGE = declare(
    "WEB041",
    ("文件太大", "the file is too large"),
    ("不超过 {most}", "no more than {most}"),
    ("只上传工作要点本身；图片和附件另存", "upload the plan alone, without pictures and annexes"),
)
NOT_WHAT_IT_SAYS = declare(
    "WEB042",
    ("文件内容与扩展名 {ending} 不符", "the content is not what the ending {ending} says"),
    ("内容与 {ending} 一致的文件", "a file whose content is {ending}"),
    ("请用 Word 或 WPS 打开后另存为 docx", "open it in Word or WPS and save as docx"),
)
BAD_FIELD = declare(
    "WEB043",
    ("“{field}”填写有误", "“{field}” is not filled in as it should be"),
    ("{expected}", "{expected}"),
    ("返回上一页改正", "go back and mend it"),
)
NOTHING_CHANGED = declare(
    "WEB044",
    ("与现在的内容相同，没有可记的决定", "nothing differs from what stands: there is nothing to decide"),
    ("至少一处改动", "at least one change"),
    ("如内容无误，请用“确认”", "where it is right, accept it"),
)
NEEDS_REASON = declare(
    "WEB045",
    ("没有写明理由或依据文件", "reason or document is not given"),
    ("理由；启用和以下达数替代还要有依据文件", "a reason; to adopt or to supersede a document too"),
    ("返回上一页补上", "go back and give it"),
)
NOT_COMPILED = declare(
    "WEB046",
    ("这份文件还没有编译出来", "this document is not compiled"),
    ("已编译的草稿", "a compiled draft"),
    ("等编译完成，或按所示问题另存后重新上传", "wait until it is, or mend the document and upload it again"),
)
NO_DAYS = declare(
    "WEB010",
    ("这不是日志保存天数", "this is no number of days to keep the log for"),
    ("大于 0 的整数，默认 180", "a whole number above 0; 180 without the setting"),
    ("改正 QINGSHAN_LOG_DAYS", "mend QINGSHAN_LOG_DAYS"),
)
NO_LOGS = declare(
    "WEB011",
    ("日志写不进这个文件夹", "the log cannot be written to this folder"),
    ("可写的文件夹", "a folder that may be written to"),
    ("用 QINGSHAN_LOGS 指明另一个文件夹", "name another folder with QINGSHAN_LOGS"),
)
NO_PORT = declare(
    "WEB012",
    ("这个地址和端口不能监听", "this address and port cannot be listened on"),
    ("空闲的端口，本机的地址", "a free port, an address of this machine"),
    ("用 --port 换一个端口", "choose another port with --port"),
)
SIGN_IN_FIRST = declare(
    "WEB080",
    ("没有登录，或者令牌无效、过期、已撤销", "nobody is signed in, or the token is wrong, expired or revoked"),
    ("登录，或 Authorization: Bearer 后跟有效令牌", "signing in, or Authorization: Bearer with a token that holds"),
    ("登录后在“我的账户”中生成令牌", "sign in and make a token under “my account”"),
)
ONLY_READS = declare(
    "WEB081",
    ("令牌只能读取", "a token only reads"),
    ("GET 或 HEAD", "GET or HEAD"),
    ("在浏览器中登录后办理", "sign in with a browser to act"),
)
NARROWER = declare(
    "WEB082",
    ("令牌的范围不含这个地址", "the token's scopes do not reach this address"),
    ("{scope}", "{scope}"),
    ("另生成一个含此范围的令牌", "make a token with that scope"),
)
TOO_OFTEN = declare(
    "WEB083",
    ("请求过于频繁", "too many requests"),
    ("每分钟不超过 {most} 次", "no more than {most} a minute"),
    ("按 Retry-After 所示秒数等待后再试", "wait the seconds that Retry-After says, then try again"),
)
NO_TOKEN = declare(
    "WEB084",
    ("令牌没有生成：“{field}”填写有误", "no token was made: “{field}” is not as it should be"),
    ("{expected}", "{expected}"),
    ("返回上一页改正", "go back and mend it"),
)
ENOUGH_TOKENS = declare(
    "WEB085",
    ("有效的令牌已有 {most} 个", "there are {most} tokens in use already"),
    ("每人不超过 {most} 个有效令牌", "no more than {most} for each person"),
    ("先撤销一个不再使用的", "revoke one that is no longer used"),
)
BAD_REQUEST = declare(
    "WEB086",
    ("请求不完整或有误", "the request is incomplete or wrong"),
    ("{expected}", "{expected}"),
    ("改正后再试", "mend it and try again"),
)
NOT_HERE = declare(
    "WEB087",
    ("没有这个地址，或者不在您的权限之内", "there is no such address, or it is not open to you"),
    ("您可以打开的地址", "an address that is open to you"),
    ("可读地址见 /api", "see /api for what can be read"),
)
NOT_THIS_WAY = declare(
    "WEB088",
    ("这个地址不接受这种请求方法", "this address does not take this method"),
    ("{allowed}", "{allowed}"),
    ("换用所列方法", "use one of these"),
)
BROKEN = declare(
    "WEB089",
    ("出错了，没有写入任何内容", "something went wrong; nothing was written"),
    ("正常的回答", "an answer"),
    ("把响应头 X-Request-Id 告诉管理员", "tell the administrator the header X-Request-Id"),
)
