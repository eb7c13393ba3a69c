// The problems of a draft while somebody types; and one press for all boxes that wait. Every page works without it.
"use strict";
const form = document.querySelector("form[data-check]");
const place = document.getElementById("problems");
if (form && place) {
  let timer = 0;
  let latest = 0;
  const check = async () => {
    const mine = ++latest;
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      const told = await answer.text();
      if (answer.ok && mine === latest && told.trim() !== place.innerHTML.trim()) place.innerHTML = told;
    } catch {
      // Not reached: the page still says what it said, and saving tells.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 600);
  });
}
const all = document.querySelector("[data-choose-all]");
if (all) {
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const box of document.querySelectorAll("input[name=results]")) box.checked = true;
  });
}
