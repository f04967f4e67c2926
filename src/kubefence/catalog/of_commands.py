"""Notes on rules about the commands in blocks of shell."""

from __future__ import annotations

from kubefence.catalog.note import Note, fenced
from kubefence.findings import Severity, Text

_POD = """\
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: nginx
      image: nginx:1.31
"""
_OBJECT, _TITLED = fenced(_POD), fenced(_POD, 'yaml title="web.yaml"')


def _shown(wrong: str, right: str) -> tuple[str, str]:
    return fenced(f"{wrong}\n", "bash"), fenced(f"{right}\n", "bash")


def _note(why: Text, fix: Text, wrong: str, right: str, severity: Severity = Severity.ERROR) -> Note:
    return Note(why, fix, *_shown(wrong, right), severity=severity)


def _beside(block: str, command: str) -> str:
    return f"{block}\n{fenced(command, 'bash')}"


NOTES = {
    "unknown-command": _note(
        Text(
            "程序没有这个子命令，照着敲只会得到一条错误消息。",
            "The program has no such command, so that whoever types it gets an error.",
        ),
        Text(
            "改成程序有的命令；已移除的按消息改写。", "Write one that there is; for one that is gone see the message."
        ),
        "kubectl rollout statuss deployment/web",
        "kubectl rollout status deployment/web",
    ),
    "unknown-flag": _note(
        Text(
            "这个命令在所核对的版本里没有这个选项，程序会拒绝整行。",
            "In the versions that are checked the command has no such flag, and the program refuses the whole line.",
        ),
        Text("改成它有的选项；有些选项只属于别的命令。", "Write one that it has; some belong to other commands only."),
        "kubectl get pods --all-namespace",
        "kubectl get pods --all-namespaces",
    ),
    "flag-without-value": _note(
        Text("选项后面要有值，却没有了。", "The flag takes a value, and nothing follows."),
        Text("把值补上。", "Write the value."),
        "kubectl get pods -n",
        "kubectl get pods -n shop",
    ),
    "invalid-flag-value": _note(
        Text(
            "选项的值不是程序认得的那几个，或者类型不对。", "The program knows no such value, or it is of another type."
        ),
        Text("改成消息列出的值。", "Write one of those that the message lists."),
        "kubectl get pods -o yml",
        "kubectl get pods -o yaml",
    ),
    "missing-flag": _note(
        Text("没有这个选项，命令就不知道要做什么。", "Without this flag the command does not know what to do."),
        Text("补上选项。", "Add the flag."),
        "kubectl scale deployment web",
        "kubectl scale deployment web --replicas=3",
    ),
    "wrong-arguments": _note(
        Text(
            "参数太多、太少，或者顺序不对：例如 exec 的命令前要有 --，apply 的文件要写在 -f 后面。",
            "There are too many arguments, too few, or they stand in the wrong place: the command of exec has to "
            "follow --, the file of apply has to follow -f.",
        ),
        Text("按消息增减参数。", "Add or remove what the message names."),
        "kubectl exec web date",
        "kubectl exec web -- date",
    ),
    "unknown-resource-name": _note(
        Text(
            "没有叫这个名字的内置类型，只差一个字母就是了；定制资源的名字不在此列。",
            "No built-in type has this name, and one letter makes it the name of one. Names of custom resources are "
            "not meant.",
        ),
        Text("改正名字。", "Mend the name."),
        "kubectl get podds",
        "kubectl get pods",
    ),
    "typographic-sign": _note(
        Text(
            "排版软件把连字符换成了破折号，把引号换成了弯引号，shell 和程序都不认。",
            "A word processor made dashes of hyphens, or curly quotes of quotes, which neither a shell nor a program "
            "takes for them.",
        ),
        Text("换回 ASCII 的连字符和引号。", "Write hyphens and quotes of ASCII."),
        "kubectl get pods –n shop",
        "kubectl get pods -n shop",
    ),
    "shell-syntax": _note(
        Text(
            "引号没有配对，或者循环、括号没有结束，shell 会一直等下去。读不懂的写法只是提示：后面的命令没有核对。",
            "A quote, a loop or a bracket is not closed, and a shell waits for it. What merely cannot be read is a "
            "note: the commands there were not checked.",
        ),
        Text("补上缺的那一半。", "Write the other half."),
        "kubectl get pods -l 'app=web",
        "kubectl get pods -l 'app=web'",
    ),
    "missing-container": Note(
        why=Text(
            "命令用 -c 或 set image 指定的容器，页面上那个对象没有；命令会报错，或者什么也没改。"
            "不要求写全的页面上，只报只差一个字母的。",
            "The command names a container (-c, set image) that the object on this page does not have, and fails. On "
            "a page that need not show all, only a slip of the pen is told.",
        ),
        fix=Text("改成消息列出的容器名。", "Write one of the names that the message lists."),
        wrong=_beside(_OBJECT, "kubectl logs web -c ngins\n"),
        right=_beside(_OBJECT, "kubectl logs web -c nginx\n"),
        severity=Severity.NOTE,
    ),
    "missing-file": Note(
        why=Text(
            "命令要的文件，这一页哪里都没有提到，或者名字差一个字母、扩展名不同；读者照着敲会得到 no such file。"
            "根本没有提到的，只有要求写全的站点（strict）才报。",
            "The command is given a file that the page does not speak of: a letter of its name differs, or its ending. "
            "Whoever types it gets “no such file”. That a file is not spoken of at all is told only where a site "
            "promises to show all (strict).",
        ),
        fix=Text(
            "改成页面里的文件名，或给写出它的代码块加上 title。",
            "Write the name that the page has, or give the block that shows the file a title.",
        ),
        wrong=_beside(_TITLED, "kubectl apply -f web.yml\n"),
        right=_beside(_TITLED, "kubectl apply -f web.yaml\n"),
        severity=Severity.NOTE,
    ),
    "output-among-commands": Note(
        why=Text(
            "标成命令的代码块里混着输出，读者一复制就连输出一起执行。",
            "A block of commands shows what they print as well, and whoever copies it runs that too.",
        ),
        fix=Text(
            "命令前写 $，标成 ```console；或把输出放到另一个代码块。",
            "Write $ before the commands in a ```console block, or put the output into a block of its own.",
        ),
        wrong=fenced("kubectl get pods\nNAME   READY   STATUS\nweb    1/1     Running\n", "bash"),
        right=fenced("$ kubectl get pods\nNAME   READY   STATUS\nweb    1/1     Running\n", "console"),
        severity=Severity.WARNING,
    ),
}
