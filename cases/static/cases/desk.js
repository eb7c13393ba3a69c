// Shortcuts of the desk. The page works without them; the list is behind "?", and there they can be switched off.
"use strict";
{
  const table = document.getElementById("bulk-form");
  const rows = [...document.querySelectorAll("[data-row]")];
  const link = (row) => row.querySelector("th a");
  const here = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (place) => link(rows[Math.max(0, Math.min(rows.length - 1, place))])?.focus();
  const keys = {
    j: () => go(here() + 1),
    k: () => go(here() - 1),
    o: () => link(rows[here()] ?? rows[0])?.click(),
    x: () => rows[here()]?.querySelector("[type=checkbox]")?.click(),
    a: () => table?.querySelector("select")?.focus(),
    "/": () => document.querySelector("[name=words]")?.focus(),
    "?": () => location.assign(document.body.querySelector("[data-keys]").href),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !rows.length) return;
    const deed = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
