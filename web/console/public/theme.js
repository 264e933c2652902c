// Before the first paint: the person's choice, else the system's. A file of its own, so that no inline script is needed.
(function () {
  var choice = "system";
  var density = "normal";
  try {
    choice = localStorage.getItem("trato.theme") || "system";
    density = localStorage.getItem("trato.density") || "normal";
  } catch (refused) {
    choice = "system";
  }
  var dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.dataset.density = density;
})();
