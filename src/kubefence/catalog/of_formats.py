"""Notes on rules about formats beside manifests."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note, fenced
from kubefence.findings import Severity, Text

_COMPOSE = "services:\n  web:\n    image: registry.example.com/web:1.0.0\n"

NOTES = {
    "unchecked-format": Note(
        why=Text(
            "这种文件由别的程序读，没有可对照的模式：只核对 YAML 的语法和重复的键。",
            "Another program reads this file, and no schema of it is at hand: only syntax and repeated keys are "
            "checked.",
        ),
        fix=Text(
            '知道这一点就写明格式：format="compose"，或在配置里写 formats。',
            'If that is enough, say which format it is: format="compose", or formats in the configuration.',
        ),
        wrong=fenced(_COMPOSE),
        right=fenced(_COMPOSE, 'yaml format="compose"'),
        severity=Severity.NOTE,
    ),
    "unknown-format": Note(
        why=Text(
            "没有叫这个名字的格式，内容也就没有按它核对。",
            "There is no format of that name, so the block was not checked as one.",
        ),
        fix=Text("改成消息里列出的一个。", "Write one of those that the message lists."),
        wrong=fenced(CONFIG_MAP, 'yaml format="compos"'),
        right=fenced(CONFIG_MAP, 'yaml format="kubernetes"'),
    ),
    "wrong-format": Note(
        why=Text(
            "代码块写明了格式，内容却是另一种，两者必有一个写错了。",
            "The fence says one thing and its content another, so one of them is wrong.",
        ),
        fix=Text("改正 format，或改正内容。", "Mend the option, or the content."),
        wrong=fenced(CONFIG_MAP, 'yaml format="compose"'),
        right=fenced(CONFIG_MAP),
    ),
}
