// What to ask next when several activities are checked in one go, as assessments/asking.py says it. Pure.

import { OPEN, RESULTS, asked, compare } from "./evaluate.js";
import { KIND_ORDER, nextQuestions } from "./inquiry.js";

const ABOUT_THE_ACTIVITY = ["C.ELECTION"];
const SAME_AGAIN = ["rule"];
const SEVERITY = ["NA", "LOW", "MOD", "HIGH", "PERM", "STOP"];

export function isPersonal(question) {
  return ["route", "P"].includes(question.kind) && !ABOUT_THE_ACTIVITY.includes(question.code);
}

// A question as it is asked: about the person (no activity), or about one activity.
export function placeOf(question, activity) {
  const about = isPersonal(question) ? null : activity;
  const topic = question.kind === "route" ? (about ? "rule" : "person") : question.kind;
  return { question, activity: about, topic, key: about ? `${about}:${question.code}` : question.code };
}

export function placeNamed(rulebook, key) {
  const cut = key.lastIndexOf(":"), activity = key.slice(0, Math.max(cut, 0));
  const question = rulebook.questions.get(key.slice(cut + 1));
  if (!question || Boolean(activity) === isPersonal(question) || (activity && !rulebook.activities.has(activity))) return null;
  return placeOf(question, activity);
}

// The answers so far: about the person, and about each activity.
export class Said {
  constructor(person = {}, own = {}) {
    this.person = person;
    this.own = own;
  }

  about(activity) {
    return { ...this.person, ...this.own[activity] };
  }

  at(place) {
    return (place.activity ? this.own[place.activity] ?? {} : this.person)[place.question.code];
  }

  put(place, answer) {
    if (place.activity) (this.own[place.activity] ??= {})[place.question.code] = answer;
    else this.person[place.question.code] = answer;
  }
}

// Every place that can still change a result, each once, in the order in which to ask them.
export function leftToAsk(rulebook, activities, said) {
  const found = new Map();
  for (const code of activities) {
    for (const question of nextQuestions(rulebook, code, said.about(code))) {
      const place = placeOf(question, code);
      if (!found.has(place.key)) found.set(place.key, place);
    }
  }
  return [...found.values()].sort((one, other) => compare(urgency(one), urgency(other)));
}

function urgency({ topic, question }) {
  return [KIND_ORDER[topic === "rule" ? "rule" : question.kind], question.least.points - question.most.points];
}

export function pageOf(places, most) {
  const [first] = places;
  return places.filter((place) => place.topic === first.topic && place.activity === first.activity).slice(0, most);
}

// Answers of an activity before this one that most likely hold again, and which activity's: to be confirmed.
export function likelyAnswers(activities, said, [first, ...others]) {
  if (first.activity && SAME_AGAIN.includes(first.topic)) {
    for (const other of activities.slice(0, activities.indexOf(first.activity))) {
      const given = said.own[other] ?? {};
      const same = [first, ...others].filter((place) => place.question.code in given)
        .map((place) => [place.key, given[place.question.code]]);
      if (same.length) return [other, Object.fromEntries(same)];
    }
  }
  return ["", {}];
}

// The highest of several results, each a range: every code that the highest may turn out to be.
export function overall(results) {
  const least = Math.max(...results.map((codes) => Math.min(...codes.map((code) => SEVERITY.indexOf(code)))));
  const found = new Set(results.flat().filter((code) => SEVERITY.indexOf(code) >= least));
  return RESULTS.filter((code) => code !== OPEN && found.has(code));
}

// Whether two or more of the activities are at moderate risk or above, whatever the open answers.
export function isPattern(results) {
  const least = results.map((codes) => Math.min(...codes.map((code) => SEVERITY.indexOf(code))));
  return least.filter((severity) => severity >= SEVERITY.indexOf("MOD")).length >= 2;
}

// The places with an answer that counts for one of the activities: the person's first, in the rulebook's order.
export function answered(rulebook, activities, said) {
  const found = new Map();
  for (const code of activities) {
    for (const question of asked(rulebook, rulebook.activities.get(code))) {
      const place = placeOf(question, code);
      if (said.at(place) !== undefined && !found.has(place.key)) found.set(place.key, place);
    }
  }
  return [...found.values()].sort((one, other) => Number(one.activity !== null) - Number(other.activity !== null));
}
