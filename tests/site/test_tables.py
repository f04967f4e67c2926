"""What hooks/narrow.py writes into tables: where code may break, and what a column needs."""

from __future__ import annotations

import pytest

from studybook.tables import pieces, readable


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("startupProbe", ["startupProbe"]),
        ("terminationGracePeriodSeconds", ["termination", "Grace", "Period", "Seconds"]),
        ("kubernetes.io/service-name", ["kubernetes.", "io/", "service-", "name"]),
        ("container_memory_working_set_bytes", ["container_", "memory_", "working_", "set_", "bytes"]),
        ("RestartAllContainers", ["Restart", "All", "Containers"]),
        ("--show-labels-of-all", ["--show-", "labels-", "of-", "all"]),
        ("a&amp;bcdefghijklmn", ["a&amp;bcdefghijklmn"]),
    ],
)
def test_a_long_identifier_breaks_at_its_joints_or_humps(word: str, parts: list[str]) -> None:
    assert list(pieces(word)) == parts


def test_only_code_in_tables_may_break() -> None:
    code = "<code>terminationGracePeriodSeconds</code>"
    assert readable(f"<p>{code}</p>") == f"<p>{code}</p>"
    cell = f'terminationGracePeriodSeconds <a href="a.b/c-d">{code}</a>'
    table = readable(f"<table>\n<tr>\n<td>{cell}</td>\n</tr>\n</table>")
    assert "<td>terminationGracePeriodSeconds" in table
    assert 'href="a.b/c-d"' in table
    assert "<code>termination<wbr>Grace<wbr>Period<wbr>Seconds</code>" in table
    narrow = '<wbr class="narrow">'
    assert f"initial{narrow}Delay{narrow}Seconds" in readable("<table><code>initialDelaySeconds</code></table>")


def test_a_heading_says_what_its_column_needs() -> None:
    heads = '<tr>\n<th>键</th>\n<th style="text-align: right;">默认值</th>\n<th></th>\n</tr>'
    row = "<tr>\n<td><code>a</code>&amp;b</td>\n<td>很长很长的一句话，写不下</td>\n<td></td>\n</tr>"
    table = readable(f"<table>\n<thead>\n{heads}\n</thead>\n<tbody>\n{row}\n</tbody>\n</table>")
    assert '<th style="--needs:3">键' in table
    assert '<th style="text-align: right;--needs:12">' in table
    assert '<th style="--needs:0">' in table
