/** The page in place of one that is not here while there is no network: which pages are. */

import { pages } from "./store.ts";
import { scope, site } from "./told.ts";

const STYLE = `
:root { color-scheme: light dark; --ground: #fff; --text: #1f2430; --link: #3547a8; --line: #00000026; }
@media (prefers-color-scheme: dark) { :root { --ground: #1e2129; --text: #e2e4e9; --link: #9fa8ff; --line: #ffffff26; } }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 3rem; background: var(--ground); color: var(--text); font: 16px/1.8 system-ui, sans-serif; }
h1 { font-size: 1.4rem; line-height: 1.4; }
h2 { margin-top: 2rem; font-size: 1.05rem; }
a { color: var(--link); }
ul { margin: 0; padding: 0; list-style: none; }
li a { display: block; padding: .4rem 0; border-bottom: 1px solid var(--line); text-decoration: none; overflow-wrap: anywhere; }
nav { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
nav a { padding: .4rem 0; }
`;

function text(of: string): string {
  return of.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function link(path: string, name: string): string {
  return `<a href="${text(scope + path)}">${text(name)}</a>`;
}

/** All in one, so that it needs nothing that is not here; it runs no script. */
export async function away(): Promise<Response> {
  const here = await pages();
  const paths = new Set(here.map(({ path }) => path));
  const ways = site.ways.filter(([path]) => paths.has(path)).map(([path, name]) => link(path, name));
  const list = here.map(({ path, title }) => `<li>${link(path, title || path)}</li>`).join("");
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>这一页还不在本机</title><style>${STYLE}</style></head>
<body><main><h1>没有网络，这一页还不在本机</h1>
<p>读过的页面会留在本机；在首页点“整站离线”，就能把全部页面存下来。连上网后<a href="">再打开一次</a>。</p>
<nav aria-label="从这里继续">${ways.join("")}</nav>
<h2>本机有 ${here.length} 页</h2><ul>${list}</ul></main></body></html>`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}
