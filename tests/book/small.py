"""Two pages with everything that a page of the site may have."""

SENTENCE = "中文（排版），要两端对齐，English夹在其中。"
CODE = "kind: Pod\nspec:\n    甲乙丙丁 # 中\n    abcdefgh # 西\n  " + "very-long-value/" * 20
A = f"""<h1 id="a">甲是什么？</h1><p class="proof">适用于 v1.35–v1.37 · 内容核对于 2026-11-23</p>
<p>见<a href="../b/">另一页</a>与<a href="https://k8s.io/docs/">官方文档</a>。</p>
<p>{SENTENCE * 12}</p>
<div class="tabbed-set tabbed-alternate"><input type="radio"><div class="tabbed-labels"><label>用命令</label>
<label>用清单</label></div><div class="tabbed-content"><div class="tabbed-block"><p>命令内容</p></div>
<div class="tabbed-block"><p>清单内容</p></div></div></div>
<div class="admonition warning"><p class="admonition-title">小心</p><p>警告内容</p></div>
<p class="proof-mark proof-mark--wrong">错误示例：没有这个字段</p><pre><code>kind: Wrong</code></pre>
<p class="proof-mark proof-mark--skipped">未经验证：不是清单</p><pre><code>kind: Other</code></pre>
<pre><code>{CODE}</code></pre>
<details><summary>为什么是甲？</summary><p>因为是甲</p></details>
<pre class="mermaid"><code>flowchart TB
  accTitle: 图题
  accDescr: 图的说明
  A[图中甲] --&gt;|连到| B[图中乙]</code></pre>
<h2 id="s">参考资料</h2><ul><li><a href="https://k8s.io/x">资料甲</a></li></ul>"""
ROWS = "".join(f"<tr><td>第{number}行</td><td>值</td></tr>" for number in range(120))
B = f"""<h1 id="b">乙</h1><table><thead><tr><th>表头甲</th><th>表头乙</th></tr></thead><tbody>{ROWS}</tbody></table>"""
