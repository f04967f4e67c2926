"""Drawing with the real Mermaid in the real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studybook.fonts import FontError
from studybook.render import BrowserError, Colours, DrawingError, Renderer
from studybook.render.palette import role_of

from .conftest import MODULES
from .labels import touching

pytestmark = pytest.mark.browser
FLOW = """flowchart TB
  accTitle: 标题
  accDescr: 说明
  subgraph G["一组"]
    A["甲<br/>第二行"] -->|"连到"| B{"乙？"}
  end
  B -.-> C(("丙"))"""
CROSSING = """flowchart TB
  out["集群外客户端"] -->|"HTTPS"| lb["负载均衡器<br/>或节点端口"]
  lb -->|"四层转发"| gw["网关或 Ingress<br/>控制器 Pod"]
  inner["集群内客户端 Pod"] -->|"访问 10.96.23.45"| rules["所在节点的规则<br/>kube-proxy"]
  eps["EndpointSlice<br/>就绪端点"] -.->|"端点名单"| gw
  eps -.->|"端点名单"| rules
  gw -->|"七层选路"| pods["就绪的后端 Pod"]
  rules -->|"改写目的地址"| pods"""
KINDS = {
    "flowchart": FLOW,
    "sequence": "sequenceDiagram\n  participant A as 甲\n  A->>B: 请求\n  Note over A,B: 注\n"
    "  loop 重试\n  B-->>A: 答\n  end",
    "state": "stateDiagram-v2\n  [*] --> 运行\n  运行 --> [*] : 结束\n  state 组 {\n    甲 --> 乙\n  }",
    "class": "classDiagram\n  class Pod {\n    +name\n  }\n  Pod --> Node",
    "er": "erDiagram\n  POD ||--o{ CONTAINER : has",
}


@pytest.mark.parametrize("kind", KINDS)
def test_draws(renderer: Renderer, kind: str) -> None:
    drawing = renderer.draw(KINDS[kind])
    svg = drawing.svg("x")
    assert drawing.width > 20
    assert "foreignObject" not in svg
    assert "NaN" not in svg
    assert [label for label in drawing.labels() if label.strip()]


def test_labels_are_lines_and_colours_are_ours(renderer: Renderer) -> None:
    drawing = renderer.draw(FLOW)
    assert {"甲", "第二行", "连到", "乙？", "丙", "一组"} <= set(drawing.labels())
    assert (drawing.title, drawing.description) == ("标题", "说明")
    assert all(role_of(colour) for colour in re.findall(r"#[0-9a-f]{6}", drawing.svg("x")))
    assert "var(--diagram-node" in drawing.svg("x", Colours.SCHEME)


def test_labels_of_lines_give_way(renderer: Renderer) -> None:
    """Mermaid puts two of these on one another."""
    drawing = renderer.draw(CROSSING)
    assert touching(drawing) == []


def test_the_same_source_gives_the_same_bytes(renderer: Renderer, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(MODULES)
    with Renderer(tmp_path) as another:
        assert another.draw(FLOW).svg("x") == renderer.draw(FLOW).svg("x")


def test_a_cached_drawing_needs_no_browser(renderer: Renderer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "node_modules").symlink_to(MODULES)
    with Renderer(tmp_path) as first:
        wanted = first.draw(FLOW)
    monkeypatch.setenv("CHROME_PATH", "/nowhere/chrome")
    with Renderer(tmp_path) as second:
        assert second.draw(FLOW) == wanted
        with pytest.raises(BrowserError, match="CHROME_PATH is /nowhere/chrome"):
            second.draw(KINDS["er"])


def test_a_font_that_is_not_installed_is_named(tmp_path: Path) -> None:
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "node_modules/mermaid").symlink_to(MODULES / "mermaid")
    with Renderer(tmp_path) as drawing, pytest.raises(FontError, match=r"NotoSansSC_400Regular\.ttf is missing; run"):
        drawing.draw(FLOW)


def test_a_broken_cache_is_drawn_anew(tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(MODULES)
    with Renderer(tmp_path) as first:
        wanted = first.draw(FLOW)
    (tmp_path / f".cache/diagrams/{wanted.key}.json").write_text("{", encoding="utf-8")
    with Renderer(tmp_path) as second:
        assert second.draw(FLOW) == wanted


def test_a_mistake_in_a_source(renderer: Renderer) -> None:
    with pytest.raises(DrawingError, match=r"Parse error|No diagram type|Lexical"):
        renderer.draw("flowchart TB\n  A[")
    assert renderer.draw(KINDS["class"])  # and the browser draws on
