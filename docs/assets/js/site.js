/* Code that is wider than the page can be scrolled with the keyboard: give it the focus it needs. */
(function () {
  "use strict";
  var seen = new WeakSet();
  var watcher = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      var code = entry.target;
      if (code.scrollWidth > code.clientWidth) code.setAttribute("tabindex", "0");
      else code.removeAttribute("tabindex");
    });
  });

  function watch() {
    document.querySelectorAll("pre > code").forEach(function (code) {
      if (!seen.has(code)) {
        seen.add(code);
        watcher.observe(code);
      }
    });
  }

  if (window.document$) window.document$.subscribe(watch);
  else document.addEventListener("DOMContentLoaded", watch);
})();
