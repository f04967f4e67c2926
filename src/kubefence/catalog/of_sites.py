"""Notes on rules about pages, files and whole sites."""

from __future__ import annotations

from kubefence.catalog.note import CONFIG_MAP, Note, fenced
from kubefence.findings import Severity, Text

NOTES = {
    "missing-snippet": Note(
        why=Text(
            "引入的文件不存在，页面上就缺了一段，其中的示例也没有核对。",
            "Where an include cannot be read, a part of the page is missing, and its examples are not checked.",
        ),
        fix=Text("改正路径，或补上文件；网络上的内容存为仓库里的文件。", "Mend the path, or store the text as a file."),
        wrong='--8<-- "gone.yaml"\n',
        right="这里不引入文件。\n",
    ),
    "barred-snippet": Note(
        why=Text(
            "引入会把文件内容发布出去；仓库之外和隐藏文件夹里的文件可能是密钥，所以不读。",
            "An include publishes the content of a file. What lies outside of the repository or in a hidden folder "
            "may be a secret, so it is not read.",
        ),
        fix=Text(
            "把要引入的文件放进仓库里可见的文件夹。",
            "Move the file into a folder of the repository that is not hidden.",
        ),
    ),
    "include-bomb": Note(
        why=Text(
            "互相引入的文件展开后没有尽头，页面会有几百兆。",
            "Files that include one another unfold without end, to pages of hundreds of megabytes.",
        ),
        fix=Text(
            "按消息里的链条，去掉重复的引入。", "Take the repeated include out of the chain that the message names."
        ),
    ),
    "too-intricate": Note(
        why=Text(
            "有些写法要让 Markdown 的解析器或给代码着色的 Pygments 忙上几分钟，构建因此像是停住了。",
            "Some texts take the parser of Markdown, or Pygments, which colours code, minutes, and a build that seems "
            "to stand still.",
        ),
        fix=Text(
            "按消息补上结束的符号，或写成代码块；代码太长就只留下要说明的部分。",
            "Close what the message names, or write it as code; of too much code show the part that matters.",
        ),
    ),
    "script-in-page": Note(
        why=Text(
            "页面里的脚本在读者的浏览器里运行；文档站点不需要它，合并 PR 的人也很难看出它做什么。",
            "Script in a page runs in the browsers of readers. Documentation needs none, and whoever reviews a "
            "change can hardly see what it does.",
        ),
        fix=Text("删掉脚本和事件属性。", "Remove scripts and attributes for events."),
        wrong='<b onclick="alert(1)">注意</b>\n',
        right="**注意**\n",
    ),
    "raw-html": Note(
        why=Text(
            "不在清单里的 HTML 会改变页面的样子和行为，又没有人核对。",
            "HTML that is on no list changes how a page looks and works, and nobody checks it.",
        ),
        fix=Text("用 Markdown 写，或把它加进 allow_html。", "Write Markdown, or add it to allow_html."),
        wrong="<form><p>姓名</p></form>\n",
        right="姓名\n",
    ),
    "other-host": Note(
        why=Text(
            "从别的主机加载的内容离线时看不到，会变，也让那台主机知道谁在读。",
            "What comes from another host is not there offline, may change, and lets that host know who reads.",
        ),
        fix=Text(
            "把文件存进仓库，用相对路径引用。", "Store the file in the repository and refer to it by a relative path."
        ),
        wrong="![图](https://example.com/a.png)\n",
        right="![图](a.png)\n",
    ),
    "not-utf8": Note(
        why=Text(
            "页面和清单都是 UTF-8 文本；别的编码会读出别的字，二进制文件不是文本。",
            "Pages and manifests are UTF-8. Another encoding reads as other characters, and a binary file is no text.",
        ),
        fix=Text("另存为 UTF-8。", "Save the file as UTF-8."),
    ),
    "unreadable-file": Note(
        why=Text(
            "读不了的文件没有核对，不能当作没有问题。",
            "A file that cannot be read is not checked, and not without faults.",
        ),
        fix=Text("改正权限或链接。", "Mend its permissions, or the link."),
    ),
    "barred-file": Note(
        why=Text(
            "站点会发布文件夹里的所有文件；指向仓库之外的链接会把别处的文件也发布出去。",
            "A site publishes all files in its folder. A link that leads out of the repository would publish what lies "
            "there.",
        ),
        fix=Text("把文件本身放进仓库，或删掉链接。", "Move the file itself into the repository, or remove the link."),
    ),
    "extension-left-out": Note(
        why=Text(
            "别人写的 Markdown 扩展是代码，命令不擅自运行；没有它，读到的页面可能与站点显示的不同。",
            "A Markdown extension of others is code, which the command does not run unasked. Without it pages may "
            "be read otherwise than the site shows them.",
        ),
        fix=Text("信得过就加上 --load-extensions。", "Add --load-extensions if you trust it."),
        severity=Severity.WARNING,
    ),
    "not-verified": Note(
        why=Text(
            "页面里的每份清单都要在那一处核对过；不是的，可能写成了别的语言，写在了核对不到的地方，或被插件改过。"
            "承诺了核对的地方（strict）算错误，成品里才出现的总是错误。",
            "Every manifest that a page shows has to be verified at that very place. What is not is called another "
            "language, stands where nothing is checked, or was changed by a plugin. It is an error where checks are "
            "promised (strict), and always where only the finished pages show it.",
        ),
        fix=Text(
            '在页面源文件里写成 ```yaml 代码块，或用 skip="原因" 说明为什么不核对。',
            'Put it into the source of the page as a ```yaml block, or say why not: skip="reason".',
        ),
        wrong=fenced(CONFIG_MAP, "text"),
        right=fenced(CONFIG_MAP),
        severity=Severity.NOTE,
    ),
    "no-blocks": Note(
        why=Text(
            "整个站点没有一个 YAML 代码块，多半是 Markdown 扩展的配置有误，那就什么也没有核对。",
            "A site without a single YAML block has its Markdown extensions configured wrongly, most likely, and then "
            "nothing was checked.",
        ),
        fix=Text(
            "检查 markdown_extensions 里有没有 pymdownx.superfences。",
            "Look for pymdownx.superfences in markdown_extensions.",
        ),
    ),
    "unsafe-manifest-name": Note(
        why=Text(
            "完整的示例另存为文件，名字要在每台机器上都能用，也不能指到别的文件夹去。",
            "A whole example is published as a file. Its name has to work on every machine and to stay in its folder.",
        ),
        fix=Text('在代码块的 title="…" 里换一个文件名。', 'Give the block another file name in title="…".'),
    ),
    "same-manifest-name": Note(
        why=Text(
            "文件的地址会写进别人的命令里；两个示例共用一个名字，总有一个拿不到。",
            "Others have the address of a file in their commands. Of two examples with one name, one is out of reach.",
        ),
        fix=Text(
            '给其中一个代码块写 title="….yaml"，它就用那个文件名。',
            'Write title="….yaml" at one of the blocks, which names its file.',
        ),
    ),
    "missing-report-page": Note(
        why=Text(
            "report 选项说哪个页面列出所有示例；没有这个页面，就没有地方写。",
            "The option report says which page lists all examples. Without the page there is no place for the list.",
        ),
        fix=Text("建这个页面，有标题就够；或改正文件名。", "Make the page, a heading is enough, or mend its name."),
    ),
    "internal-error": Note(
        why=Text(
            "规则自身出错时没有核对什么，不能当作没有问题。",
            "A rule that fails has checked nothing, which is not the same as no fault.",
        ),
        fix=Text("请报告它，附上那一段内容。", "Please report it, with the text in question."),
    ),
}
