// The self-assessment in the page: takes the steps that assessments/views/wizard.py takes, with the same state, rulebook,
// words and templates. While somebody answers, nothing is sent. With a result its group, code and language are, for the
// counters, where this place keeps some (data-count). Without this script, or if it fails, the forms post.

import { evaluate, readRulebook } from "./evaluate.js";
import { leftToAsk, pageOf, placeNamed } from "./asking.js";
import { filled } from "./fill.js";
import { Pages } from "./pages.js";
import { State, activityError, answerErrors } from "./state.js";

const FIRST_STEPS = { activity: "find", questions: "next", result: "another" };
const COUNTED = ["find", "choose", "next", "finish"]; // steps that count the results to which they lead, as on the server
const LENGTH = 128; // bytes of every count, as assessments/views/counting.py takes them
const place = document.getElementById("assessment");
const form = () => document.getElementById("main-form");

class Assessment {
  constructor(bundle) {
    this.bundle = bundle;
    this.work("");
    this.name = document.title.split(" – ").at(-1);
    this.here = 0;
    this.seen = [this.asShown()]; // by the index in the browser's history: what each page showed. It lives here only.
    history.replaceState({ step: 0 }, "");
  }

  // The rulebook for somebody who works there: with what that organization adds, if anything.
  work(organization) {
    if (organization === this.organization) return;
    this.organization = organization;
    this.rulebook = readRulebook(this.bundle, organization);
    this.pages = new Pages(this.bundle, this.rulebook, document.documentElement.lang);
  }

  asShown() {
    const data = new FormData(form());
    this.work(data.get("organization") ?? "");
    const state = State.read(this.rulebook, data);
    const words = data.get("search") ?? "";
    if (state.shown !== "activity") state.keepTyped(data);
    return { state, words };
  }

  // What a button asks for; the steps are those of the server

  take(step, data) {
    this.work(data.get("organization") ?? "");
    const state = State.read(this.rulebook, data);
    if (step.startsWith("change:")) return this.change(state, step.slice("change:".length));
    const steps = { find: this.find, choose: this.choose, next: this.next, back: this.back, finish: this.finish, restart: this.restart, another: this.another };
    return (steps[step] ?? this.find).call(this, state, data);
  }

  find(state, data) {
    if (data.get("search") === data.get("searched") && state.activities.length) return this.choose(state, data);
    return this.chooseActivity(state, data, state.spoiled ? this.error(state) : "");
  }

  choose(state, data) {
    const error = this.error(state);
    if (error) return this.chooseActivity(state, data, error);
    state.forgetOthers();
    return this.goOn(state);
  }

  next(state, data) {
    const error = this.error(state), typed = state.typed(data);
    if (error) return this.chooseActivity(state, null, error);
    const errors = answerErrors(state.page, typed, this.pages.say);
    if (Object.keys(errors).length) return this.ask(state, undefined, typed, errors);
    return this.goOn(this.kept(state, data));
  }

  back(state, data) {
    state.keepTyped(data);
    if (!state.activities.length || !state.trail.length) return this.chooseActivity(state);
    return this.ask(state.copy({ trail: state.trail.slice(0, -1), page: state.trail.at(-1) }));
  }

  finish(state, data) {
    const error = this.error(state);
    if (error) return this.chooseActivity(state, null, error);
    return this.result(this.kept(state, data));
  }

  restart() {
    this.work("");
    return this.chooseActivity(new State());
  }

  another(state) {
    return this.chooseActivity(state.copy({ trail: [] }));
  }

  change(state, key) {
    const wanted = placeNamed(this.rulebook, key);
    state.spoiled ||= !wanted || (wanted.activity !== null && !state.activities.includes(wanted.activity));
    const error = this.error(state);
    if (error) return this.chooseActivity(state, null, error);
    const trail = state.trail.filter((page) => page.length > 1 || page[0].key !== key);
    return this.ask(state.copy({ page: [wanted], trail }));
  }

  error(state) {
    return activityError(this.bundle, state, this.pages.say);
  }

  kept(state, data) {
    state.keepTyped(data);
    return state.page.length ? state.copy({ trail: [...state.trail, state.page] }) : state;
  }

  // Pages: what is shown

  goOn(state) {
    const left = leftToAsk(this.rulebook, state.activities, state.said);
    if (!left.length) return this.result(state.copy({ page: [] }));
    return this.ask(state.copy({ page: pageOf(left, this.bundle.limits.questions_on_a_page) }), left.length);
  }

  chooseActivity(state, data = null, error = "") {
    state = state.copy({ shown: "activity", page: [] });
    const words = (data?.get("search") ?? "").slice(0, this.bundle.limits.search);
    return { state, words, view: this.pages.activity(state, words, error) };
  }

  ask(state, left, typed, errors) {
    if (!state.page.length) return this.goOn(state);
    state = state.copy({ shown: "questions" });
    left ??= leftToAsk(this.rulebook, state.activities, state.said).length;
    return { state, view: this.pages.questions(state, left, typed, errors) };
  }

  result(state) {
    state = state.copy({ shown: "result", page: [] });
    return { state, view: this.pages.result(state) };
  }

  // The document

  onSubmit(event) {
    const { target, submitter } = event;
    if (target !== form() || submitter?.name === "_language") return;
    const data = new FormData(target, submitter);
    const before = this.asShown();
    const step = data.get("_step") ?? "";
    const told = this.take(step, data);
    event.preventDefault();
    this.seen[this.here] = before;
    if (!told.view.errors) {
      this.seen.length = this.here += 1;
      history.pushState({ step: this.here }, "");
    }
    this.seen[this.here] = { state: told.state, words: told.words ?? "" };
    this.show(told);
    if (place.dataset.count && told.state.shown === "result" && COUNTED.includes(step)) this.count(told.state);
  }

  // One request for each activity, each as long as every other, with nothing of what was answered. It may fail unheard.
  count({ activities, said }) {
    for (const code of activities) {
      const { group } = this.rulebook.activities.get(code);
      const result = evaluate(this.rulebook, code, said.about(code)).code;
      const body = JSON.stringify({ group, result, language: this.pages.language }).padEnd(LENGTH);
      const sent = fetch(place.dataset.count, { method: "POST", body, credentials: "omit", referrerPolicy: "no-referrer", keepalive: true });
      sent.catch(() => {});
    }
  }

  // The browser's Back and Forward: the page as it was, with every answer that was given since, and where they said that they work.
  onPopState(event) {
    const step = event.state?.step;
    if (step === undefined || !this.seen[step]) return;
    const now = this.seen[this.here] = this.asShown();
    this.here = step;
    const { state, words } = this.seen[step];
    const merged = withAnswersOf(state, now.state).under(this.rulebook, this.rulebook.overlay?.organization ?? "");
    if (state.shown === "activity") this.show(this.chooseActivity(merged, asSearch(words)));
    else this.show(state.shown === "result" ? this.result(merged) : this.ask(merged));
  }

  show({ state, view }) {
    place.replaceChildren(filled(document.getElementById(`assessment-${state.shown}`), view));
    document.title = `${view.title} – ${this.name}`;
    for (const holder of place.querySelectorAll("[data-sitting]")) holder.replaceChildren(...(view.posted ?? []).map(hiddenField));
    const first = document.querySelector("button[form=main-form][aria-hidden=true]");
    if (first) first.value = FIRST_STEPS[state.shown];
    for (const button of place.querySelectorAll("[data-print]")) {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    }
    const heading = place.querySelector(".error-summary") ?? place.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    if (!view.errors) window.scrollTo(0, 0);
  }
}

function withAnswersOf(state, later) {
  const own = { ...state.said.own };
  for (const [code, answers] of Object.entries(later.said.own)) own[code] = { ...own[code], ...answers };
  const said = Object.assign(Object.create(Object.getPrototypeOf(state.said)), { person: { ...state.said.person, ...later.said.person }, own });
  return state.copy({ said });
}

function asSearch(words) {
  const data = new FormData();
  data.set("search", words);
  return data;
}

function hiddenField({ name, value }) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

async function begin() {
  const answer = await fetch(place.dataset.rulebook, { credentials: "omit" });
  if (!answer.ok) return;
  const assessment = new Assessment(await answer.json());
  document.addEventListener("submit", (event) => assessment.onSubmit(event));
  window.addEventListener("popstate", (event) => assessment.onPopState(event));
  document.documentElement.dataset.assessment = "in-page";
}

begin().catch(() => {}); // the forms still post
