/** What a text is to the search: one form, terms with their places, and messages without what is somebody's own. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import { general, isMessage } from "../search/message.ts";
import { distance } from "../search/spelling.ts";
import { html, mark, surfaces, teaser } from "../search/teaser.ts";
import { fold, simplify, terms } from "../search/text.ts";

const FORMS: readonly [string, string][] = [
  ["ＨＰＡ　Ｖ２", "hpa v2"],
  ["ConfigMap", "configmap"],
  ["滾動更新", "滚动更新"],
  ["İ", "İ"], // its small form is longer, and places would move
];
test("all forms of a text are one, and as long as it was", () => {
  simplify("滾滚動动");
  for (const [text, folded] of FORMS) {
    assert.equal(fold(text), folded);
    assert.equal(fold(text).length, text.length);
  }
});

const CUT: readonly [string, string[]][] = [
  ["滚动更新", ["滚动", "动更", "更新"]],
  ["卷", ["卷"]],
  ["pod起不来", ["pod", "起不", "不来"]],
  ["kube-proxy", ["kube", "proxy", "kubeproxy"]],
  ["spec.nodeName", ["spec", "nodename"]],
  ["nodes, pods, dns, ingress, status", ["node", "pod", "dns", "ingress", "status"]],
  ["v1.36 和 1.34.2", ["1.36", "和", "1.34.2"]],
  ["𠮷野家", ["𠮷野", "野家"]],
  ["", []],
  ["？！…", []],
];
test("Chinese is cut into pairs, compounds into parts and as a whole", () => {
  for (const [text, expected] of CUT) assert.deepEqual(terms(text), expected);
});

const PASTED: readonly [string, string][] = [
  ['failed to pull image "harbor.corp.example/pay/api:v2": not found', "failed to pull image : not found"],
  ["dial tcp 10.96.0.10:53: i/o timeout", "dial tcp : i/o timeout"],
  ["pod api-6c9f7d8b5d-x2k4p_prod in crash loop", "pod api _prod in crash loop"],
  ["2026-11-02t08:11:09z pod is not ready, 5m12s", "pod is not ready,"],
  ["0/6 nodes are available: 3 insufficient cpu", "nodes are available: insufficient cpu"],
  ["the container has exit code 137 since 12", "the container has exit code 137 since"],
  ["image sha256:0a1b2c3d4e5f60718293a4b5c6d7e8f9 was not found", "image was not found"],
  ["volume pvc-5a9d1a1c-7d0a-4f52-8f44-0e8c2a4d1f11 is attached", "volume pvc- is attached"],
];
test("a message loses names, numbers and addresses, and keeps codes that mean the same everywhere", () => {
  for (const [message, expected] of PASTED) {
    assert.ok(isMessage(message), message);
    assert.equal(general(message).replace(/\s+/g, " ").trim(), expected);
  }
});

test("words that somebody thought of are no message", () => {
  for (const text of ["kube-proxy ipvs iptables 区别", "exit code 137", "1.36 新特性", "pod 一直 pending"]) {
    assert.equal(isMessage(text), false, text);
  }
});

const APART: readonly [string, string, number][] = [
  ["kubernets", "kubernetes", 1],
  ["depolyment", "deployment", 1],
  ["ingres", "ingress", 1],
  ["statefullset", "statefulset", 1],
  ["promethues", "prometheus", 1],
  ["pod", "pdb", 2],
  ["abcdef", "uvwxyz", 3], // and more: it stops counting
];
test("letters that are missing, too many, wrong or swapped are counted", () => {
  for (const [one, other, expected] of APART) assert.equal(distance(one, other, 2), expected, `${one} ${other}`);
});

test("what was found is marked as it is written, and what looks like HTML stays text", () => {
  const found = new Set(["滚动", "动更", "更新", "pod"]);
  assert.deepEqual(mark("先滚动更新 Pods", found).ranges, [[1, 5], [6, 10]]);
  assert.equal(html(mark("<b>滚动更新</b>", found)), "&#60;b&#62;<mark>滚动更新</mark>&#60;/b&#62;");
  assert.deepEqual(surfaces(["滚动更新 Pod，pod", "滚动"].map((text) => mark(text, found))), ["滚动更新", "pod", "滚动"]);
});

function shown(text: string, code: string, ...found: string[]): string {
  return teaser(mark(text, new Set(found)), mark(code, new Set(found)));
}

test("a teaser is the piece with most of what was found, cut between words", () => {
  const filler = "这一句和问题没有关系。".repeat(30);
  const piece = shown(`${filler}探针失败会重启容器。${filler}`, "", "探针", "重启");
  assert.match(piece, /^…<mark>探针<\/mark>失败会<mark>重启<\/mark>容器。/);
  assert.ok(piece.length < 200);
  assert.match(shown(`${"word ".repeat(40)}end`, ""), /^(word )+word…$/);
  assert.equal(shown("一行\n又一行", ""), "一行 又一行");
});

test("code is shown where it has more of what was found than the text", () => {
  const code = "kind: Pod\n  spec: {nodeName: a}\n";
  assert.equal(shown("一个 Pod", code, "spec", "nodename"), "<code><mark>spec</mark>: {<mark>nodeName</mark>: a}</code>");
  assert.equal(shown("一个 Pod", code, "pod"), "一个 <mark>Pod</mark>");
});
