// Runs before the first paint, so that the page never flashes in the wrong theme. The page takes over once loaded.
(function () {
  var choice = "system";
  try {
    choice = JSON.parse(localStorage.getItem("parley.session")).state.theme || choice;
  } catch {
    // Nothing stored yet, or storage is blocked: follow the system.
  }
  var dark = choice === "dark" || (choice === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
