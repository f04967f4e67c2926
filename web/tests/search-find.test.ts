/** What is found: by which of its names, in which order, in what form. */

import * as assert from "node:assert/strict";
import { test } from "node:test";
import { find } from "../search/find.ts";
import { type Entry, Library } from "../search/library.ts";
import { parse } from "../search/query.ts";
import { SAME } from "../search/words.ts";

function entry(location: string, title: string, text = "", more: Partial<Entry> = {}): Entry {
  return { location, title, text, ...more };
}

const PAGES: readonly Entry[] = [
  entry("deploy/", "Deployment 怎样更新？", "副本与模板。", { tags: ["滚动更新", "Deployment"] }),
  entry("deploy/#steps", "过程", "逐个替换 Pod，maxSurge 决定多几个。"),
  entry("deploy/#links", "参考资料", "maxSurge maxSurge maxSurge"),
  entry("state/", "StatefulSet 有什么用？", "名字不变。", { tags: ["StatefulSet"] }),
  entry("state/#disk", "卷", "每个副本有自己的持久卷。"),
  entry("dns/", "集群里的域名", "名字变成地址。", { tags: ["DNS", "ndots"] }),
  entry("dns/#no-host", "找不到名字怎么办？", "lookup 失败：no such host。"),
  entry("affinity/", "亲和性怎么写？", "nodeSelector 与亲和性。", { code: "spec:\n  nodeSelector: {disk: ssd}\n" }),
  entry("pending/", "Pod 一直 Pending，怎么排查？", "看事件。"),
  entry("pending/#event", "现象", "", { code: "0/5 nodes are available: 2 Insufficient memory, 3 Insufficient cpu.\n" }),
  entry("flow/", "Pod 怎样被调度？", "过滤与打分。"),
  entry("flow/#event", "事件", "", { code: "0/6 nodes are available: 2 Insufficient cpu.\n" }),
  entry("rules/dns/", "DNS 名写错", "DNS DNS DNS", { boost: 0.2 }),
];
const library = new Library(PAGES);

function found(typed: string): string[] {
  return find(typed, library).map(([first]) => (first?.location ?? "").replace(/[?#].*/, ""));
}

test("each name of a thing finds it", () => {
  for (const typed of ["sts", "STS", "statefulset", "StatefulSets", "有状态应用"]) assert.equal(found(typed)[0], "state/", typed);
  for (const typed of ["滚动升级", "rolling update", "rolling-update"]) assert.equal(found(typed)[0], "deploy/", typed);
});

test("no name stands in two lines of the table, and none in a form that is never read", () => {
  const names = SAME.flat();
  assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), []);
  assert.deepEqual(names.filter((name) => name !== name.toLowerCase() || /[^\p{Script=Han}a-z0-9 -]/u.test(name)), []);
});

test("letters may be wrong", () => {
  for (const typed of ["statefullset", "statfulset", "sattefulset"]) assert.equal(found(typed)[0], "state/", typed);
});

test("a short word is the beginning of others only while it is being typed", () => {
  assert.equal(found("nod")[0], "affinity/");
  assert.deepEqual(found("ndo"), ["dns/"]);
  assert.equal(parse("max ", library).things[0]?.names.some((name) => name.prefix), false);
  assert.equal(parse("max", library).things[0]?.names.some((name) => name.prefix), true);
});

test("a tag comes before words that only begin so", () => {
  const tagged = entry("ns/", "命名空间", "", { tags: ["node"] });
  const longer = entry("pick/", "nodeSelector 与 nodeName", "nodeSelector nodeName", { tags: ["nodeSelector", "nodeName"] });
  const [first] = find("node", new Library([longer, tagged]));
  assert.equal(first?.[0]?.location.replace(/[?#].*/, ""), "ns/");
});

test("what is half typed is found already", () => {
  for (const typed of ["statef", "滚动更", "maxsu"]) assert.ok(found(typed).length, typed);
});

test("words between the subjects do not count, and stay where they are part of one", () => {
  const names = (typed: string): string[][] => parse(typed, library).things.map((thing) => [...(thing.names[0]?.terms ?? [])]);
  assert.deepEqual(names("dns 和 pod 有什么区别"), [["dns"], ["pod"]]);
  assert.deepEqual(names("亲和性是什么"), [["亲和", "和性"]]);
  assert.deepEqual(names("what is the difference between dns and pod"), [["dns"], ["pod"]]);
});

test("words that are written together elsewhere are found apart", () => {
  assert.equal(found("node selector")[0], "affinity/");
  assert.equal(found("max surge")[0], "deploy/");
});

test("a message is answered where its words stand in its order, a page that helps first", () => {
  assert.equal(found("0/3 nodes are available: 3 Insufficient memory.")[0], "pending/");
  assert.equal(found("0/9 nodes are available: 9 Insufficient cpu, preemption: 0/9")[0], "pending/");
  assert.equal(found('dial tcp: lookup db.prod.svc on 10.0.0.10:53: no such host')[0], "dns/");
});

test("a page that steps back comes after one that answers", () => {
  assert.deepEqual(found("dns"), ["dns/", "rules/dns/"]);
});

test("lists of links are no answer", () => {
  const [first] = find("maxSurge", library);
  assert.equal(first?.[0]?.location, "deploy/?h=maxsurge#steps");
});

test("a section that answers better than its page is named before it", () => {
  const [hit] = find("no such host", library);
  assert.deepEqual(hit?.map((item) => item.location.replace(/\?[^#]*/, "")), ["dns/#no-host", "dns/"]);
  assert.deepEqual(find("ndots", library)[0]?.map((item) => item.location), ["dns/"]);
});

test("an address lets the page mark what was found", () => {
  const [hit] = find("亲和性", library);
  assert.equal(hit?.[0]?.location, `affinity/?h=${encodeURIComponent("亲和性")}`);
});

test("where nothing answers, single characters and beginnings are tried; nonsense finds nothing", () => {
  assert.ok(found("卷宗").length);
  assert.ok(found("statistics").length);
  assert.deepEqual(found("zzzz"), []);
  for (const typed of ["", " ", "的", "?", "*", "[(", "a".repeat(9000)]) assert.deepEqual(found(typed), [], typed.slice(0, 9));
});
