// Small comforts; every page works without them.
"use strict";
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// Where the browser does not honour autofocus on a summary of errors, bring the reader to it.
document.querySelector(".error-summary")?.focus();
