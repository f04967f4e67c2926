/* The search index is the heaviest part of a page, and of no use until somebody searches.
 * The theme asks for it at once; this holds the request back until the search box is used. */
(function () {
  "use strict";
  var BOX = ".md-search__input";
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  var held = new Set();
  var wanted = /[?&]q=/.test(location.search);

  function release(event) {
    if (wanted || !event.target.matches(BOX)) return;
    wanted = true;
    held.forEach(function (request) { send.call(request); });
    held.clear();
  }

  XMLHttpRequest.prototype.open = function (method, address) {
    if (/\/search_index\.json$/.test(address) && !wanted) held.add(this);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    return held.has(this) ? undefined : send.apply(this, arguments);
  };
  document.addEventListener("focusin", release);
})();
