/* On the page for addresses without a page: the words of the address, as something to look for. */
(function () {
  "use strict";
  var offer = document.querySelector("[data-missing]");
  var link = offer.querySelector("a");
  var home = new URL(link.href);
  var path = location.pathname;
  var words;
  if (path.indexOf(home.pathname) === 0) path = path.slice(home.pathname.length);
  try { path = decodeURIComponent(path); } catch (error) { /* no UTF-8: as it stands */ }
  words = path.replace(/(?:index)?\.html?$/, "").split(/[\s/._+-]+/).filter(Boolean).join(" ").slice(0, 80);
  if (!words || words === "404") return;
  home.searchParams.set("q", words);
  link.href = home.href;
  link.querySelector("span").textContent = words;
  offer.hidden = false;
})();
