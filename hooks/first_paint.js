/* What the theme's script says about the whole page when it starts is said before the page is painted, so that it
 * is styled once and not once more: the classes of the root. On a first visit it would also turn a page dark that
 * was painted light. */
(function () {
  "use strict";
  var root = document.documentElement;
  var body = document.body;
  root.classList.replace("no-js", "js");
  root.classList.add("js-focus-visible");
  root.setAttribute("data-js-focus-visible", "");
  if (!body.hasAttribute("data-md-color-media") && matchMedia("(prefers-color-scheme: dark)").matches) {
    body.setAttribute("data-md-color-scheme", "slate");
  }
})();
