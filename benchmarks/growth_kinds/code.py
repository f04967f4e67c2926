"""Blocks of code: commands, with manifests in them, and what only is coloured."""

from __future__ import annotations

from growth_kinds.kind import CONFIG_MAP, DATA, Kind


def _command(unit: str, before: str = "", after: str = "") -> Kind:
    return Kind(unit, f"```bash\n{before}", f"{after}\n```\n")


_COMMANDS = {
    "a command": _command("kubectl ", "", f"<<EOF\n{CONFIG_MAP}EOF"),
    "a command without -f": _command("kubectl ", "", "<<EOF\nx\nEOF"),
    "-f over and over": _command("kubectl -f ", "", "<<EOF\nx\nEOF"),
    "commands in containers": _command("kubectl -- -f - ", "", "<<EOF\nx\nEOF"),
    "-f and blanks": _command(" ", "kubectl -f", "x <<EOF\nx\nEOF"),
    "pipes": _command("a | ", "", f"cat <<EOF\n{CONFIG_MAP}EOF"),
    "continued lines": _command("kubectl \\\n", "", "<<EOF\nx\nEOF"),
    "continued lines that end documents": _command("cat <<'A\\' \\\nA\\\n"),
    "here-documents": _command(f"cat <<E{{n}}\n{CONFIG_MAP}E{{n}}\n"),
    "here-documents that stay open": _command("cat <<E{n}\n"),
    "here-documents in one": _command(f"kubectl apply -f - <<B{{n}}\n{CONFIG_MAP}B{{n}}\n", "ssh x <<A\n", "A"),
    "operators on a line": _command("cat <<'a'"),
    "operators of other names": _command("<<a{n} ", "cat ", "\nx"),
    "quotes that stay open": _command("<<'"),
    "quotes of two kinds": _command('<<"', "<<'"),
    "angles": _command("<", "", "<<a"),
    "commands": _command("kubectl get pods\n"),
    "prompts": _command("> a: b\n", "$ cat <<EOF\n", "> EOF"),
    "blank lines": _command("\n", "cat <<EOF\n", "x\nEOF"),
    "a large document": _command("  k{n}: v\n", f"cat <<EOF\n{DATA}", "EOF"),
    "variables": _command("  k{n}: $v\n", f"cat <<EOF\n{DATA}", "EOF"),
    "variables in a line": _command("$v ", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "variables in quotes": _command('"$a" ', f"cat <<EOF\n{DATA}  a: |\n    ", "\nEOF"),
    "variables behind a tab": _command("$v ", f"cat <<EOF\n{DATA}  a: |\n    x\t", "\nEOF"),
    "commands in a document": _command("$(a)", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "commands in commands": _command("$(", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "documents in commands": _command("$(cat <<E\n", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "braces that stay open": _command("${", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
    "back-ticks": _command("`a` ", f"cat <<EOF\n{DATA}  a: |\n    ", "\nEOF"),
    "back-slashes": _command("\\", f"cat <<EOF\n{DATA}  a: ", "\nEOF"),
}

COMMANDS = {
    **_COMMANDS,
    "here-strings": _command("cat <<<a\n"),
    "here-documents with dashes": _command(f"cat <<-E\n\t{CONFIG_MAP}E\n"),
    "here-documents with tabs": _command("\tk{n}: v\n", "cat <<-EOF\n" + CONFIG_MAP + "data:\n", "EOF"),
    "here-documents of one name": _command(f"cat <<EOF | kubectl apply -f -\n{CONFIG_MAP}EOF\n"),
    "comments": _command("# cat <<EOF\n", "", ""),
    "a comment": _command("#", "", "cat <<EOF\nx\nEOF"),
    "chains": _command("a && ", "", f"cat <<EOF\n{CONFIG_MAP}EOF"),
    "operators with blanks": _command("<<  "),
    "operators and a quote": _command("<<'a\n"),
    "words": _command("a"),
    "hosts": _command("$ a@b:~ ", "", ""),
    "arithmetic": _command("$((", "cat <<EOF\nkind: a\n", "\nEOF"),
    "nested quotes": _command('"$(', "", "\n"),
    "parameters": _command("${a:-", "cat <<EOF\nkind: a\nb: ", "\nEOF"),
    "defaults in defaults": _command("${a:-b}", "cat <<EOF\nkind: a\nb: ", "\nEOF"),
    "back-ticks that stay open": _command("`", "cat <<EOF\nkind: a\nb: ", "\nEOF"),
    "dollars": _command("$", "cat <<EOF\nkind: a\nb: ", "\nEOF"),
    "escaped dollars": _command("\\$a ", "cat <<EOF\nkind: a\nb: ", "\nEOF"),
    "manifests that stay open": _command(f"cat <<E{{n}}\n{CONFIG_MAP}"),
    "documents of many manifests": _command("---\n" + CONFIG_MAP, "kubectl apply -f - <<EOF\n", "EOF"),
    "wrong manifests": _command(f"cat <<E\n{CONFIG_MAP}dat{{n}}: a\nE\n"),
    "long delimiters": _command("a", "cat <<", f"\n{CONFIG_MAP}"),
    "kubectl without a document": _command("kubectl apply -f - <<\n"),
    "prompts and output": _command("$ kubectl get pods\nNAME READY\n"),
}

_LANGUAGES = [
    ("python", "blanks", "  \n", "x", "x"),
    ("python", "quotes", '"\\', "", ""),
    ("python", "code", "def a(b):\n    return f'{b}'\n", "", ""),
    ("python", "texts", '"""\n', "", ""),
    ("go", "quotes", '"\\', "", ""),
    ("go", "comments", "/*a", "", ""),
    ("go", "code", 'func a() error { return b("c") } // d\n', "", ""),
    ("javascript", "quotes", '"\\', "", ""),
    ("java", "words", "a ", "", ""),
    ("java", "code", "private final String a = b();\n", "", ""),
    ("xml", "ampersands", "&", "", ""),
    ("html", "ampersands", "&", "", ""),
    ("ini", "equals signs", "=", "", ""),
    ("console", "prompts", "$ a\n", "", ""),
    ("console", "one line", "a@", "", ""),
    ("console", "brackets", "@]", "[", ""),
    ("console", "output", "a b c\n", "$ a\n", ""),
    ("console", "here-documents", "$ cat <<E{n}\n", "", ""),
    ("make", "words", "a", "", ""),
    ("dockerfile", "code", "RUN a && b \\\n", "", ""),
    ("sql", "code", "SELECT a FROM b;\n", "", ""),
    ("csharp", "words", "a\n", "", ""),
    ("diff", "lines", "+ a\n", "", ""),
    ("json", "braces", '{"a":', "", ""),
    ("toml", "code", 'a = "b"\n', "", ""),
    ("terraform", "dashes", "-", "", ""),
    ("yaml", "ampersands", "&", "a: ", ""),
    ("yaml", "ampersands and blanks", "& ", "a: ", ""),
    ("yaml", "stars", "*", "a: ", ""),
    ("yaml", "lines of stars", "*a\n", "", ""),
    ("yaml", "tabs", "\t", "a: b", ""),
    ("yaml", "words", "a ", "a: ", ""),
    ("mermaid", "nodes", "a-->b\n", "graph TD\naccTitle: a\naccDescr: b\n", ""),
    ("mermaid", "styles", "url(", "graph TD\naccTitle: a\naccDescr: b\n", ""),
    ("mermaid", "clicks", 'click a "b"\n', "graph TD\naccTitle: a\naccDescr: b\n", ""),
    ("mermaid", "pictures", "img: ", "graph TD\naccTitle: a\naccDescr: b\n", ""),
    ("mermaid", "tags", "<b ", "graph TD\naccTitle: a\naccDescr: b\n", ""),
]

LANGUAGES = {
    f"{language}: {name}": Kind(unit, f"```{language}\n{before}", f"{after}\n```\n")
    for language, name, unit, before, after in _LANGUAGES
}
