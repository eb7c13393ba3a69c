// Small comforts; every page works without them.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// Where the browser does not honour autofocus on the summary of errors, bring the reader to it.
window.addEventListener("load", () => {
  if (document.activeElement === document.body) document.querySelector(".error-summary")?.focus();
});
