"""Paths below a directory, as ``pkg/apis/core/validation`` checks them."""

from __future__ import annotations

from kubefence.findings import Text


def descending_path(text: str) -> Text | None:
    """A relative path without ``..`` (``validateLocalDescendingPath``)."""
    if text.startswith("/"):
        return Text("必须是相对路径，不能以 / 开头", "it has to be a relative path, without a leading /")
    return path_without_backsteps(text)


def path_without_backsteps(text: str) -> Text | None:
    """A path of which no part is ``..`` (``validatePathNoBacksteps``)."""
    if ".." not in text.split("/"):
        return None
    return Text("路径里不能有 ..", "no part of the path may be ..")
