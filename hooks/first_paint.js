/* What the theme's script would change about the whole page when it starts is set before the page is painted: the
 * classes of the root, for which everything would be styled once more, and on a first visit the dark scheme, for
 * which a page that was painted light would turn dark. */
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
