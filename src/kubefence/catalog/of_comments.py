"""Notes on rules about comments in files of YAML that allow something."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note
from kubefence.findings import Text

_WRONG = f"{CONFIG_MAP}dat: {{}}"
_FILE = "example.yaml"
_RIGHT = f"{_WRONG}  # kubefence: allow unknown-field: 旧版控制器读它\n"

NOTES = {
    "unused-allow": Note(
        why=Text(
            "没有用处的注释留着，以后这里真出了这种错也看不到。页面里的代码块用 expect 和 skip，读者也看得见。",
            "While a comment stands there that allows nothing, a later mistake of that kind goes unseen. Blocks of "
            "pages have expect and skip, of which their readers are told.",
        ),
        fix=Text("删掉这条注释。", "Remove the comment."),
        wrong=f"{CONFIG_MAP}data: {{}}  # kubefence: allow unknown-field: 旧版控制器读它\n",
        right=f"{CONFIG_MAP}data: {{}}\n",
        file=_FILE,
    ),
    "allow-without-reason": Note(
        why=Text(
            "没有原因，以后没有人知道还能不能删掉它。",
            "Without a reason nobody knows later whether it may go.",
        ),
        fix=Text("在规则后面写冒号和原因。", "Write a colon and the reason behind the rule."),
        wrong=f"{CONFIG_MAP}data: {{}}  # kubefence: allow unknown-field\n",
        right=_RIGHT,
        file=_FILE,
    ),
    "malformed-allow": Note(
        why=Text(
            "写错的注释什么也不放过，却像是放过了什么。",
            "A comment that is written otherwise allows nothing, though it looks as if it did.",
        ),
        fix=Text("写成 # kubefence: allow 规则: 原因。", "Write # kubefence: allow RULE: reason."),
        wrong=f"{CONFIG_MAP}data: {{}}  # kubefence: ignore unknown-field\n",
        right=_RIGHT,
        file=_FILE,
    ),
}
