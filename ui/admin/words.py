"""What the editor's pages say: key -> (Chinese, English)."""

from __future__ import annotations

from ui.admin.sayings import ROOMS

WORDS: dict[str, tuple[str, str]] = {
    **ROOMS,
    "program": ("问报", "Wenbao"),
    "rooms": ("管理", "Editor's rooms"),
    "to_page": ("回到报纸", "Back to the paper"),
    "other": ("English", "中文"),
    "sign_in": ("登录", "Sign in"),
    "sign_in_note": (
        "本报编辑在这里登录：上传版面、改稿撤稿、处理投诉、签发核查。您做的事都署您的姓名。",
        "Editors of this paper sign in here to add pages, correct and withdraw articles, deal with complaints and sign "
        "fact-checks. Your name stands under what you do.",
    ),
    "name": ("姓名", "Name"),
    "secret": ("口令", "Secret"),
    "wrong": ("姓名或口令不对。", "The name or the secret is not right."),
    "no_name": ("请写姓名，最多 40 个字。", "Please give your name, at most 40 characters."),
    "wait": ("错的次数多了，请 {seconds} 秒后再试。", "Too many wrong attempts: try again in {seconds} seconds."),
    "off": (
        "登录未开启。请管理员设置环境变量 WENBAO_ADMIN_SECRET（至少 16 个字符）后重启。",
        "Sign-in is off. The keeper of this program sets the environment variable WENBAO_ADMIN_SECRET (at least 16 "
        "characters) and starts it again.",
    ),
    "insecure": (
        "这个连接不加密，不能登录。请用 https 打开，或在运行本程序的机器上打开 http://127.0.0.1。",
        "This connection is not encrypted, so nobody can sign in over it. Open it by https, or by http://127.0.0.1 on "
        "the machine that runs the program.",
    ),
    "hello": ("{name}，您已登录。", "You are signed in as {name}."),
    "sign_out": ("退出", "Sign out"),
    "checks": ("已签发的核查", "Signed fact-checks"),
    "find": ("字词", "Words"),
    "verdict": ("结论", "Verdict"),
    "all": ("全部", "All"),
    "search": ("查找", "Search"),
    "no_checks": ("没有找到已签发的核查。", "No signed fact-checks were found."),
    "older": ("更早的", "Older"),
    "foreign": ("这次提交不是从本页发出的，没有执行。", "This was not sent from our own page and was not carried out."),
}
