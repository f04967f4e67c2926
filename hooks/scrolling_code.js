/* Code can be scrolled with the keyboard, so it has the focus; the theme takes it away where nobody has a mouse.
 * What fits needs no focus: once a block is seen, its width decides, after the theme has done with it. The buttons that
 * it adds to a block are no navigation of the page. */
(function () {
  "use strict";
  function settle(entry) {
    var code = entry.target;
    if (entry.isIntersecting === false) return;
    setTimeout(function () {
      if (code.scrollWidth > code.clientWidth) code.setAttribute("tabindex", "0");
      else code.removeAttribute("tabindex");
    });
  }

  var watchers = [IntersectionObserver, ResizeObserver].map(function (Watcher) {
    return new Watcher(function (entries) { entries.forEach(settle); });
  });

  var buttons = new MutationObserver(function () {
    document.querySelectorAll("nav.md-code__nav:not([role])").forEach(function (each) { each.setAttribute("role", "none"); });
  });

  function watch() {
    buttons.observe(document.querySelector(".md-content"), { childList: true, subtree: true });
    document.querySelectorAll("pre > code").forEach(function (code) {
      watchers.forEach(function (watcher) { watcher.observe(code); });
    });
  }

  if (window.document$) window.document$.subscribe(watch);
  else document.addEventListener("DOMContentLoaded", watch);
})();
