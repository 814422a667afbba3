// Before the first paint: the scheme somebody chose, and the mark that scripts run.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("ag-js");
  var chosen = null;
  try {
    chosen = localStorage.getItem("adoptgen:scheme");
  } catch (refused) {
    chosen = null; // a browser that keeps nothing: the system's scheme
  }
  if (chosen === "light" || chosen === "dark") root.setAttribute("data-scheme", chosen);

  // Fonts are fetched beside the styles, not after them. Browsers refuse to preload fonts from a folder.
  if (location.protocol === "file:") return;
  var fonts = document.querySelector('meta[name="ag-fonts"]');
  var names = ((fonts && fonts.getAttribute("content")) || "").split(" ");
  for (var name of names) {
    if (!name) continue;
    var link = document.createElement("link");
    link.rel = "preload";
    link.as = "font";
    link.type = "font/woff2";
    link.crossOrigin = "anonymous";
    link.href = name;
    document.head.appendChild(link);
  }
})();
