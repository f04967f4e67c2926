/* Loads Mermaid when the first diagram of a visit is to be drawn, from this site and not before.
 * The theme draws <pre class="mermaid"> with a global `mermaid`; this stands in for it until then. */
(function () {
  "use strict";
  if (window.mermaid && window.mermaid.standsIn) return;
  var here = document.currentScript.src.replace(/[^/]*$/, "");
  var vendor = here + "../vendor/mermaid/dist/";
  var settings = { startOnLoad: false };
  var loading;

  function whole() {
    return new Promise(function (resolve, reject) {
      var standIn = window.mermaid;
      var script = document.createElement("script");
      script.src = vendor + "mermaid.min.js";
      script.onload = function () {
        var real = window.mermaid;
        window.mermaid = standIn;
        resolve(real);
      };
      script.onerror = reject;
      document.head.appendChild(script);
    });
  }

  function modules() {
    return import(vendor + "mermaid.esm.min.mjs").then(function (module) { return module.default; });
  }

  function load() {
    loading = loading || (location.protocol === "file:" ? whole() : modules()).then(function (mermaid) {
      mermaid.initialize(settings);
      return mermaid;
    });
    return loading;
  }

  window.mermaid = {
    standsIn: true,
    initialize: function (wanted) {
      var ours = (window.mermaidConfig && window.mermaidConfig["default"]) || { securityLevel: "strict" };
      settings = Object.assign({}, wanted, ours, { startOnLoad: false });
    },
    render: function (id, source) {
      return load().then(function (mermaid) { return mermaid.render(id, source); });
    }
  };
})();
