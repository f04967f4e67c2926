/* What only the search needs, its index and the worker that reads it, is asked for when somebody searches. */
(function () {
  "use strict";
  var wanted = /[?&]q=/.test(location.search);
  var held = [];
  var open = XMLHttpRequest.prototype.open;
  var send = XMLHttpRequest.prototype.send;
  var indexes = new WeakSet();
  var RealWorker = window.Worker;

  function once(start) {
    if (wanted) start();
    else held.push(start);
  }

  document.addEventListener("focusin", function (event) {
    if (wanted || !event.target.matches(".md-search__input")) return;
    wanted = true;
    held.forEach(function (start) { start(); });
  });

  XMLHttpRequest.prototype.open = function (method, address) {
    if (/\/search_index\.json$/.test(address)) indexes.add(this);
    return open.apply(this, arguments);
  };
  XMLHttpRequest.prototype.send = function () {
    if (!indexes.has(this)) return send.apply(this, arguments);
    once(send.bind(this));
  };

  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      once(() => {
        this.real = new RealWorker(address);
        this.real.addEventListener("message", (event) => {
          this.dispatchEvent(new MessageEvent("message", { data: event.data }));
        });
      });
    }
    postMessage(message) {
      once(() => { this.real.postMessage(message); });
    }
  };
})();
