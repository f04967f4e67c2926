"""Notes on rules about blocks: how they open and close, and the options that they have for kubefence."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note, fenced
from kubefence.findings import Severity, Text

_WRONG = CONFIG_MAP + "dat: {}\n"
_NEW = """\
apiVersion: storagemigration.k8s.io/v1
kind: StorageVersionMigration
metadata:
  name: secrets
spec:
  resource: {group: "", resource: secrets}
"""
_DIAGRAM = "flowchart LR\n  %saccTitle: 请求的路\n  accDescr: 客户端经 Service 到 Pod\n  client --> service --> pod\n"

NOTES = {
    "empty-block": Note(
        why=Text(
            "空的代码块什么也没有说明，多半是忘了写。", "An empty block shows nothing; most likely it was forgotten."
        ),
        fix=Text("写上内容，或删掉它。", "Write something into it, or remove it."),
        wrong=fenced(""),
        right=fenced(CONFIG_MAP),
    ),
    "unclosed-fence": Note(
        why=Text(
            "没有结束的代码块会吞掉后面的内容，或者根本不成为代码块，其中的清单没有核对。",
            "A block without an end takes in what follows, or does not become a block at all, and its manifests are "
            "not checked.",
        ),
        fix=Text("在内容之后补一行 ```。", "Add a line ``` below its content."),
        wrong=f"```yaml\n{CONFIG_MAP}",
        right=fenced(CONFIG_MAP),
    ),
    "refused-fence": Note(
        why=Text(
            "这一行看着像代码块的开头，但选项写错了，Markdown 不认它，里面的内容会成为正文。",
            "The line looks like the beginning of a block, but Markdown does not take its options, so that the content "
            "becomes text of the page.",
        ),
        fix=Text("改正选项。", "Mend the options."),
        wrong=fenced(CONFIG_MAP, 'yaml titel="web"'),
        right=fenced(CONFIG_MAP, 'yaml title="web"'),
    ),
    "untagged-manifest": Note(
        why=Text(
            "没有标明语言的代码块不着色，读者也不知道它是什么；看起来是清单的，kubefence 当作 YAML 核对。"
            "承诺了核对的地方（strict）算错误。",
            "A block without a language has no colours, and readers are not told what it is. kubefence checks what is "
            "plainly a manifest as YAML; where checks are promised (strict), it is an error.",
        ),
        fix=Text("写成 ```yaml。", "Write ```yaml."),
        wrong=fenced(CONFIG_MAP, ""),
        right=fenced(CONFIG_MAP),
        severity=Severity.NOTE,
    ),
    "invalid-patch": Note(
        why=Text(
            "补丁里的指令（$patch 等）和 JSON 补丁的操作只有固定几种；列表里的一项靠键来找。写错了，服务器拒绝补丁。",
            "There is a fixed set of directives such as $patch and of operations in a JSON patch; the item of a list "
            "is found by its key. The server refuses a patch in which one of these is wrong.",
        ),
        fix=Text("按消息改正指令、操作或键。", "Mend the directive, the operation or the key that the message names."),
        wrong=fenced("- op: delete\n  path: /spec/paused\n", 'yaml patch="Deployment"'),
        right=fenced("- op: remove\n  path: /spec/paused\n", 'yaml patch="Deployment"'),
    ),
    "unknown-fragment": Note(
        why=Text(
            "fragment 写的是类型名加路径；类型或字段不存在，就不知道拿什么来核对。",
            "fragment names a type and a path in it. Where there is none of that name, there is nothing to check "
            "against.",
        ),
        fix=Text("按消息的建议改名。", "Rename it as the message suggests."),
        wrong=fenced("replicas: 2\n", 'yaml fragment="Deployment.sepc"'),
        right=fenced("replicas: 2\n", 'yaml fragment="Deployment.spec"'),
    ),
    "unknown-rule": Note(
        why=Text(
            "expect 写的是错误示例违反的规则；没有这条规则，就不能证明它错在哪里。",
            "expect names the rule that a wrong example breaks. Without such a rule nobody can prove what is wrong.",
        ),
        fix=Text(
            "改成消息里方括号中的名字；kubefence --explain 列出全部。",
            "Write the name that stands in brackets in a message; kubefence --explain lists all of them.",
        ),
        wrong=fenced(CONFIG_MAP, 'yaml expect="unknown-feild"'),
        right=fenced(_WRONG, 'yaml expect="unknown-field"'),
    ),
    "expectation-not-met": Note(
        why=Text(
            "错误示例必须恰好违反声明的那条规则；它没有出错，或错在别处，读者就学到了错的东西。",
            "A wrong example has to break exactly the rule that it names; where it is right, or wrong in another way, "
            "readers learn something that is not so.",
        ),
        fix=Text("改正示例或 expect。", "Mend the example, or its expect."),
        wrong=fenced(CONFIG_MAP, 'yaml expect="unknown-field"'),
        right=fenced(_WRONG, 'yaml expect="unknown-field"'),
    ),
    "unused-skip": Note(
        why=Text(
            "能通过核对的代码块不需要 skip；留着它，以后出了错也看不到。",
            "A block that passes needs no skip; while it stands there, a later mistake goes unseen.",
        ),
        fix=Text("删掉 skip。", "Remove the skip."),
        wrong=fenced(CONFIG_MAP, 'yaml skip="示例"'),
        right=fenced(CONFIG_MAP),
    ),
    "unused-range": Note(
        why=Text(
            "代码块上的 k8s 缩小核对的版本范围；整页的版本都通过，就不必缩小，缩小了反而看不到以后的错误。",
            "k8s on a fence narrows the versions that its block is checked for. A block that passes in all of its page "
            "needs none; while it stands there, a later mistake goes unseen.",
        ),
        fix=Text("删掉 k8s。", "Remove the k8s."),
        wrong=fenced(CONFIG_MAP, 'yaml k8s=">=1.37"'),
        right=fenced(_NEW, 'yaml k8s=">=1.37"'),
    ),
    "option-without-text": Note(
        why=Text(
            "每个选项都要写内容：skip 写原因，expect 写规则，fragment 写类型。",
            "Every option says something: skip a reason, expect a rule, fragment a type.",
        ),
        fix=Text('写上内容，如 skip="原因"。', 'Write it, as in skip="reason".'),
        wrong=fenced(CONFIG_MAP, 'yaml skip=""'),
        right=fenced(_WRONG, 'yaml skip="旧版本的写法"'),
    ),
    "conflicting-options": Note(
        why=Text(
            "skip 是不核对，expect 是核对它怎样出错，不能两样都要；同一个选项写了两次，也只有一次算数。",
            "skip leaves a block unchecked, expect checks how it is wrong; it cannot be both. Of an option that is "
            "given twice only one counts, too.",
        ),
        fix=Text("只留一个。", "Keep one of them."),
        wrong=fenced(CONFIG_MAP, 'yaml expect="unknown-field" skip="原因"'),
        right=fenced(_WRONG, 'yaml expect="unknown-field"'),
    ),
    "misspelled-option": Note(
        why=Text(
            "拼错的选项会被当成 HTML 属性，不起作用，也没有人发现。",
            "An option that is misspelled becomes an attribute of the HTML: it does nothing, and nobody notices.",
        ),
        fix=Text("按消息的建议改名。", "Rename it as the message suggests."),
        wrong='```{.yaml expct="unknown-field"}\n' + CONFIG_MAP + "```\n",
        right='```{.yaml expect="unknown-field"}\n' + _WRONG + "```\n",
    ),
    "invalid-range": Note(
        why=Text(
            "页首的 k8s 是这一页适用的版本范围；写法不对或没有这个版本，就不知道拿哪些版本核对。",
            "k8s in the front matter says which versions a page is about. Where it is no range, or names a version "
            "that is not known, nobody knows what to check against.",
        ),
        fix=Text('写成 "1.36"、"1.35-1.37" 或 ">=1.30"，加引号。', 'Write "1.36", "1.35-1.37" or ">=1.30", in quotes.'),
        wrong=f"---\nk8s: newest\n---\n\n{fenced(CONFIG_MAP)}",
        right=f'---\nk8s: ">=1.36"\n---\n\n{fenced(CONFIG_MAP)}',
    ),
    "diagram-without-title": Note(
        why=Text(
            "看不见图的读者靠 accTitle 知道这里有什么图。",
            "Readers who cannot see a diagram learn from accTitle what it is.",
        ),
        fix=Text("在图的开头写 accTitle: 标题。", "Begin the diagram with accTitle: and a title."),
        wrong=fenced(_DIAGRAM.replace("  %saccTitle: 请求的路\n", ""), "mermaid"),
        right=fenced(_DIAGRAM % "", "mermaid"),
        severity=Severity.NOTE,
    ),
    "diagram-without-description": Note(
        why=Text(
            "看不见图的读者靠 accDescr 知道图里说了什么。",
            "Readers who cannot see a diagram learn from accDescr what it says.",
        ),
        fix=Text("在 accTitle 之后写 accDescr: 描述。", "Write accDescr: and a description below accTitle."),
        wrong=fenced((_DIAGRAM % "").replace("  accDescr: 客户端经 Service 到 Pod\n", ""), "mermaid"),
        right=fenced(_DIAGRAM % "", "mermaid"),
        severity=Severity.NOTE,
    ),
}
