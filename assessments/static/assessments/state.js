// What one step hands to the next, read from the page's own form as assessments/forms.py reads it on the server.

import { UNSURE } from "./evaluate.js";
import { Said, isPersonal, placeNamed, placeOf } from "./asking.js";

const PREFIX = "answer-";

export class State {
  constructor(parts = {}) {
    Object.assign(this, { activities: [], said: new Said(), page: [], trail: [], shown: "activity", spoiled: false, organization: "" }, parts);
  }

  // Reads a FormData. What the rulebook does not know is left out, and marks the state as spoiled.
  static read(rulebook, data) {
    const named = [...new Set(data.getAll("activity").filter(Boolean))];
    const state = new State({
      activities: named.filter((code) => rulebook.activities.has(code)),
      page: readPage(rulebook, data.get("page") ?? ""),
      trail: (data.get("trail") ?? "").split("|").map((part) => readPage(rulebook, part)).filter((page) => page.length),
      organization: rulebook.overlay?.organization ?? "",
    });
    const asked = new Set(state.page.map((place) => place.key));
    for (const name of new Set(data.keys())) {
      const key = name.slice(PREFIX.length);
      if (name.startsWith(PREFIX) && !asked.has(key)) state.take(rulebook, key, data.getAll(name).at(-1));
    }
    const shown = data.get("shown") ?? "activity";
    if (["questions", "result"].includes(shown) && state.activities.length) {
      state.shown = shown === "questions" && state.page.length ? "questions" : "result";
    }
    state.spoiled ||= named.length > state.activities.length || (!state.activities.length && shown !== "activity");
    return state;
  }

  take(rulebook, key, answer) {
    const question = rulebook.questions.get(key);
    const named = placeNamed(rulebook, key);
    const places = question && !isPersonal(question) ? this.activities.map((code) => placeOf(question, code)) : named ? [named] : [];
    if (!places.length || !places.every((place) => isAnswer(place, answer))) {
      this.spoiled = true;
      return;
    }
    for (const place of places) if (key !== place.question.code || this.said.at(place) === undefined) this.said.put(place, answer);
  }

  // The same places as another rulebook words them: the one with what an organization adds.
  under(rulebook, organization) {
    const again = (page) => page.map((place) => placeNamed(rulebook, place.key));
    return this.copy({ organization, page: again(this.page), trail: this.trail.map(again) });
  }

  copy(parts) {
    return new State({ ...this, ...parts });
  }

  forgetOthers() {
    const kept = this.activities.filter((code) => code in this.said.own).map((code) => [code, this.said.own[code]]);
    this.said = new Said(this.said.person, Object.fromEntries(kept));
  }

  // Takes the answers on the page that make sense; the others stay open.
  keepTyped(data) {
    for (const [key, answer] of Object.entries(this.typed(data))) {
      const place = this.page.find((one) => one.key === key);
      if (isAnswer(place, answer)) this.said.put(place, answer);
    }
  }

  typed(data) {
    return Object.fromEntries(this.page.map((place) => [place.key, data.get(PREFIX + place.key) ?? ""]));
  }

  hidden() {
    const shown = new Set(this.page.map((place) => place.key));
    const answers = [["", this.said.person], ...Object.entries(this.said.own).map(([code, given]) => [`${code}:`, given])]
      .flatMap(([start, given]) => Object.entries(given).map(([code, answer]) => [start + code, answer]));
    const fields = [
      ...(this.shown === "activity" ? [] : this.activities.map((code) => ["activity", code])),
      ...(this.shown === "activity" || !this.organization ? [] : [["organization", this.organization]]),
      ["page", named(this.page)], ["trail", this.trail.map(named).join("|")], ["shown", this.shown],
      ...answers.filter(([key]) => !shown.has(key)).map(([key, answer]) => [PREFIX + key, answer]),
    ];
    return fields.map(([name, value]) => ({ name, value }));
  }

  // The fields with which forms on the result page send it on, as `Sitting.as_text` writes them.
  posted(rulebook) {
    const situations = this.activities.map((activity) => ({ activity, answers: sorted(this.said.about(activity)) }));
    const { version, overlay } = rulebook;
    const own = overlay ? { organization: overlay.organization, overlay: overlay.content_hash } : {};
    return [{ name: "sitting", value: JSON.stringify({ ...own, situations, version }) }];
  }
}

export function isAnswer(place, answer) {
  return answer === UNSURE || place.question.byCode.has(answer);
}

export function activityError(bundle, state, say) {
  if (state.spoiled) return say("error.activity");
  if (!state.activities.length) return say("error.none");
  const most = bundle.limits.activities;
  return state.activities.length > most ? say("error.most", { most }) : "";
}

export function answerErrors(page, typed, say) {
  const wrong = page.filter((place) => !isAnswer(place, typed[place.key]));
  return Object.fromEntries(wrong.map((place) => [place.key, say(typed[place.key] ? "error.option" : "error.required")]));
}

function readPage(rulebook, keys) {
  return [...new Set(keys.split(/\s+/).filter(Boolean))].map((key) => placeNamed(rulebook, key)).filter(Boolean);
}

function named(page) {
  return page.map((place) => place.key).join(" ");
}

function sorted(answers) {
  return Object.fromEntries(Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1)));
}
