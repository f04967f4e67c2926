"""Rules about pages and about what cannot be checked: their ids and what they stand for.

Those about manifests are documented in `kubefence.rules`; why there is one of these, and what to do, is in `notes`.
"""

from __future__ import annotations

from kubefence.findings import Text

RULES: dict[str, Text] = {
    "tab-indentation": Text("缩进里有制表符", "a tab in the indentation"),
    "elision": Text("用 ... 省略内容，破坏了 YAML", "something left out with ..., which breaks the YAML"),
    "ignored-document": Text("在 ... 之后、kubectl 读不到的对象", "an object behind ..., which kubectl does not read"),
    "json-syntax": Text("不是合法的 JSON", "text that is not JSON"),
    "wrong-tag": Text("值不是 YAML 标签所说的类型", "a value that is not what its YAML tag says"),
    "unrepresentable": Text("JSON 无法表示的值", "a value that JSON cannot hold"),
    "alias-bomb": Text("别名展开后过大", "aliases that unfold without end"),
    "too-large": Text("内容过大，无法核对", "too large to be checked"),
    "too-deep": Text("嵌套过深，无法核对", "nested too deeply to be checked"),
    "empty-block": Text("空的 YAML 代码块", "an empty YAML block"),
    "not-checked": Text("缺少软件包，这里没有核对", "not checked for want of a package"),
    "not-identified": Text("看不出是哪种对象，无法核对", "no kind given, so it cannot be checked"),
    "unchecked-format": Text("没有模式可对照的格式", "a format that there is nothing to check with"),
    "unchecked-kind": Text("不认识的定制资源，只核对元数据", "a custom resource that is not known"),
    "unknown-format": Text("format 选项写了不存在的格式", "a format option that names no format"),
    "wrong-format": Text("内容不是 format 选项说的格式", "a block that has not the format that its fence says"),
    "unmet-validation": Text("不满足 CRD 的校验规则", "a rule of a CRD that is not met"),
    "unclosed-fence": Text("代码块没有结束", "a fence that is never closed"),
    "refused-fence": Text("看似代码块，实际没有成为代码块", "a line that looks like a fence but is none"),
    "hidden-character": Text("看不见的字符", "a character that nobody sees"),
    "untagged-manifest": Text("清单所在的代码块没有标明 yaml", "a manifest in a block without the language yaml"),
    "missing-snippet": Text("引入的文件不存在或读不了", "an include that cannot be read"),
    "barred-snippet": Text(
        "引入的文件在仓库之外、在隐藏文件夹里或不是文件", "an include of what must not be published"
    ),
    "include-bomb": Text("引入展开后过大", "includes that unfold without end"),
    "too-intricate": Text("要花几分钟才能读完或着色的页面", "a page that would take minutes to read or to colour"),
    "unknown-fragment": Text("fragment 选项指向不存在的类型或字段", "a fragment option that leads nowhere"),
    "unknown-rule": Text("expect 选项写了不存在的规则", "an expect option that names no rule"),
    "expectation-not-met": Text("错误示例没有按声明的规则出错", "a wrong example that is not wrong as declared"),
    "unused-skip": Text("skip 选项没有必要", "a skip option that is not needed"),
    "option-without-text": Text("选项没有写内容", "an option without a text"),
    "conflicting-options": Text("选项互相矛盾", "options that contradict each other"),
    "misspelled-option": Text("选项拼错了，或用错了地方", "an option that is misspelled or out of place"),
    "unknown-command": Text("程序没有这个子命令", "a command that the program does not have"),
    "unknown-flag": Text("命令没有这个选项", "a flag that the command does not have"),
    "flag-without-value": Text("选项后面缺少值", "a flag without its value"),
    "invalid-flag-value": Text("选项不能有这个值", "a value that a flag cannot have"),
    "missing-flag": Text("缺少必需的选项", "a flag that a command needs is missing"),
    "wrong-arguments": Text("命令的参数太多、太少或位置不对", "too many arguments, too few, or in the wrong place"),
    "unknown-resource-name": Text("拼错的资源类型名", "the name of a type that is misspelt"),
    "typographic-sign": Text("命令里的破折号、弯引号或特殊空格", "dashes, curly quotes or odd spaces in a command"),
    "shell-syntax": Text("shell 语法有误或读不懂", "shell that is broken or cannot be read"),
    "output-among-commands": Text("命令的代码块里混着输出", "output in a block of commands"),
    "shell-expansion": Text("shell 会改写这里的内容，核对的是原文", "text that the shell changes; checked as it is"),
    "invalid-range": Text("k8s 版本范围写错了", "a k8s version range that cannot be used"),
    "diagram-without-title": Text("图没有 accTitle", "a diagram without accTitle"),
    "diagram-without-description": Text("图没有 accDescr", "a diagram without accDescr"),
    "script-in-page": Text("页面里有脚本（按需开启）", "script in a page (where it is asked for)"),
    "raw-html": Text("页面里有不允许的 HTML（按需开启）", "HTML that a page may not have (where it is asked for)"),
    "other-host": Text("从别的主机加载内容（按需开启）", "something loaded from another host (where it is asked for)"),
    "not-utf8": Text("文件不是 UTF-8 文本", "a file that is not UTF-8 text"),
    "unreadable-file": Text("文件读不了", "a file that cannot be read"),
    "barred-file": Text("不可公开的文件", "a file that must not be published"),
    "extension-left-out": Text("没有加载的 Markdown 扩展", "a Markdown extension that was not loaded"),
    "not-verified": Text("页面显示了未经验证的 YAML", "a page that shows YAML that was never verified"),
    "no-blocks": Text("整个站点没有一个 YAML 代码块", "a site without a single YAML block"),
    "internal-error": Text("规则自身出错，未能核对", "a rule failed, so this was not checked"),
}
