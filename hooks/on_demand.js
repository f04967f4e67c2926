/* What a page asks for at once and does not need until its reader does something is held back until then: the
 * search index, the heaviest part of a page, until somebody searches; the sitemap, by which the theme follows
 * links without loading a page anew, until the page is touched. */
(function () {
  "use strict";
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  var held = new Map();

  function hold(asked, events, isWanted) {
    var kind = { asked: asked, wanted: false };
    kind.release = function (event) {
      if (kind.wanted || !isWanted(event.target)) return;
      kind.wanted = true;
      held.forEach(function (of, request) {
        if (of === kind) {
          held.delete(request);
          send.call(request);
        }
      });
    };
    events.forEach(function (event) { document.addEventListener(event, kind.release, { passive: true }); });
    return kind;
  }

  var kinds = [
    hold(/\/search_index\.json$/, ["focusin"], function (target) { return target.matches(".md-search__input"); }),
    hold(/\/sitemap\.xml$/, ["pointerdown", "pointermove", "keydown"], function () { return true; }),
  ];
  if (/[?&]q=/.test(location.search)) kinds[0].wanted = true;

  XMLHttpRequest.prototype.open = function (method, address) {
    var kind = kinds.find(function (kind) { return kind.asked.test(address); });
    if (kind && !kind.wanted) held.set(this, kind);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    return held.has(this) ? undefined : send.apply(this, arguments);
  };
})();
