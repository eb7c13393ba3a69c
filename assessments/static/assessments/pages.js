// What each page shows, as plain data, exactly as assessments/pages.py computes it for the same templates.

import { OPEN, UNSURE, settlingQuestions } from "./evaluate.js";
import { answered, isPattern, likelyAnswers, overall, placeOf } from "./asking.js";
import { explained, speaker } from "./explanation.js";
import { findActivities } from "./finding.js";

const BARS = { LOW: 1, MOD: 2, HIGH: 3 };
const SHAPES = { LOW: "info", MOD: "warning", HIGH: "danger", STOP: "danger", PERM: "warning", NA: "info", OPEN: "info" };

export class Pages {
  constructor(bundle, rulebook, language) {
    Object.assign(this, { bundle, rulebook, language, say: speaker(bundle, language) });
  }

  // The first page

  activity(state, words, error = "") {
    const { say } = this;
    const found = findActivities(this.bundle, this.rulebook, words);
    const grouped = !words.trim() || !found.length;
    return {
      title: this.titled(say("check"), error ? 1 : 0), spoiled: state.spoiled && Boolean(error),
      errors: this.summary(error ? [{ label: say("choose"), message: error, href: "#id_activity_0" }] : []),
      error, described: error ? "id_activity_error" : "", css: error ? "field field--error" : "field", label: say("choose"),
      workplace: this.workplace(state), words, status: this.status(words, found),
      groups: grouped ? this.byGroup(state) : this.found(state, found), state: state.hidden(),
    };
  }

  // The organizations that add rules of their own, by name, and the way not to say; null when there are none.
  workplace(state) {
    const key = ([, text]) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""); // accents do not count
    const named = this.bundle.overlays.map(({ ref }) => [ref.organization, ref.name[this.language]])
      .sort((one, other) => (key(one) < key(other) ? -1 : Number(key(one) > key(other))));
    if (!named.length) return null;
    const offered = [["", this.say("workplace.none")], ...named];
    return { options: offered.map(([code, text]) => ({ code, text, selected: code === state.organization })) };
  }

  status(words, found) {
    if (!words.trim()) return "";
    if (!found.length) return this.say("found.none");
    return `${this.say("found.some", { count: found.length, number: found.length })} ${this.say("found.clear")}`;
  }

  byGroup(state) {
    const all = [...this.rulebook.activities.values()];
    return this.choices(Object.entries(this.rulebook.groups).map(
      ([code, text]) => [text[this.language], all.filter((activity) => activity.group === code)]), state);
  }

  found(state, found) {
    const all = [...this.rulebook.activities.values()];
    const chosen = state.activities.map((code) => this.rulebook.activities.get(code)).filter((activity) => !found.includes(activity));
    const others = all.filter((activity) => activity.group === "OTH" && !found.includes(activity) && !chosen.includes(activity));
    return this.choices([...(chosen.length ? [[this.say("chosen"), chosen]] : []), ["", [...found, ...others]]], state);
  }

  choices(groups, state) {
    let number = 0;
    return groups.map(([heading, activities], index) => ({
      heading, css: heading ? "choices__group" : "", role: heading ? "group" : "",
      heading_id: heading ? `id_activity_group_${index}` : "",
      options: activities.map((activity) => ({
        code: activity.code, id: `id_activity_${number++}`, text: activity.text[this.language],
        checked: state.activities.includes(activity.code),
      })),
    }));
  }

  // Questions

  questions(state, left, typed = {}, errors = {}) {
    const { say } = this, { page } = state;
    const [likely, same] = likelyAnswers(state.activities, state.said, page);
    const marks = Object.fromEntries(page.map((place) => [place.key, typed[place.key] || state.said.at(place)]));
    const again = Boolean(likely) && !Object.values(marks).some(Boolean);
    const questions = page.map((place) => this.question(place, (again ? same : marks)[place.key] ?? "", errors[place.key] ?? ""));
    const heading = this.heading(state, page[0]);
    const found = questions.filter((question) => question.error)
      .map((question) => ({ label: question.text, message: question.error, href: `#${question.id}_0` }));
    const number = Math.max(left, page.length);
    return {
      title: this.titled(heading, found.length), errors: this.summary(found), heading,
      activities: this.names(page[0].activity ? [page[0].activity] : state.activities),
      left: say("left", { count: number, number }), why: say(`why.${page[0].topic}`), asides: this.asides(page[0]),
      again: again ? say("asked.again", { activity: this.name(likely) }) : "", questions, state: state.hidden(),
    };
  }

  heading(state, place) {
    const topic = this.say(`topic.${place.topic}`);
    if (!place.activity || state.activities.length === 1) return topic;
    return this.say("topic.of", { topic, activity: this.name(place.activity) });
  }

  question(place, given, error) {
    const { question } = place, name = `answer-${place.key}`, id = `id_${name}`;
    const options = question.options.map((option) => [option.code, option.text[this.language]]);
    if (!question.byCode.has(UNSURE)) options.push([UNSURE, this.say("unknown")]);
    const help = question.help?.[this.language] ?? "";
    const described = [...(help ? [`${id}_helptext`] : []), ...(error ? [`${id}_error`] : [])].join(" ");
    return {
      css: error ? "field field--error" : "field", id, name, text: question.text[this.language], help, help_id: `${id}_helptext`,
      error, error_id: `${id}_error`, described,
      options: options.map(([code, text], number) => (
        { code, id: `${id}_${number}`, text, checked: code === given, invalid: error ? "true" : "" })),
    };
  }

  asides(place) {
    const all = [...this.rulebook.questions.values()];
    let found = [];
    if (place.topic === "P") {
      found = all.filter((question) => question.kind === "route" && !this.rulebook.decisiveQuestions.has(question.code));
    } else if (place.topic === "A") {
      found = this.rulebook.activities.get(place.activity).asks.map((code) => this.rulebook.questions.get(code))
        .filter((question) => !question.most.points);
    }
    return found.filter((question) => question.help)
      .map((question) => ({ text: question.text[this.language], help: question.help[this.language] }));
  }

  // The result

  result(state) {
    const { say } = this;
    const results = state.activities.map(
      (code) => explained(this.bundle, this.rulebook, code, state.said.about(code), [this.language]));
    const ranges = results.map((result) => result.result), codes = overall(ranges);
    const code = codes.length === 1 ? codes[0] : OPEN;
    const first = results[0].explanation[this.language], several = results.length > 1;
    return {
      title: say("result", { title: this.resultTitle(code) }), several: several ? say("several", { number: results.length }) : "",
      activities: this.names(state.activities), right: first.right, own_rules: this.ownRules(), overall: this.overall(code, codes),
      pattern: isPattern(ranges) ? say("pattern") : "",
      results: results.map((result) => this.one(state, result, several)), said: this.saidAt(state, null),
      limits: first.limits, version: first.version, disclaimer: first.disclaimer,
      posted: state.posted(this.rulebook), state: state.hidden(),
    };
  }

  ownRules() {
    const { overlay } = this.rulebook;
    return overlay ? this.say("own_rules", { organization: overlay.name[this.language] }) : "";
  }

  overall(code, codes) {
    return {
      level: levelShape(code, codes),
      words: { title: this.resultTitle(code), possible: code === OPEN ? codes.map((one) => this.resultTitle(one)) : [] },
      next_step: this.rulebook.results[code].next_step[this.language], asks_permission: code === "PERM", is_outside: code === "NA",
    };
  }

  one(state, result, several) {
    const words = result.explanation[this.language];
    return {
      activity: words.activity, own: several ? { level: levelShape(result.code, result.result), words } : null,
      settle: this.settle(state, result.activity), words: this.readable(words), said: this.saidAt(state, result.activity),
    };
  }

  readable(words) {
    const changing = words.lower.filter((way) => way.changes_level), same = words.lower.filter((way) => !way.changes_level);
    return { ...words, lower: [...changing, ...same.slice(0, this.bundle.limits.same_level)] };
  }

  settle(state, activity) {
    const { questions, settles } = settlingQuestions(this.rulebook, activity, state.said.about(activity));
    if (!questions.length) return null;
    const count = questions.length;
    return {
      lead: settles ? this.say(count === 1 ? "settle.one" : "settle.two") : this.say("settle.most", { count }),
      questions: questions.map((question) => (
        { text: question.text[this.language], change: `change:${placeOf(question, activity).key}` })),
    };
  }

  saidAt(state, activity) {
    const places = answered(this.rulebook, state.activities, state.said).filter((place) => place.activity === activity);
    return places.map((place) => ({
      question: place.question.text[this.language], answer: this.answer(place.question, state.said.at(place)),
      change: `change:${place.key}`,
    }));
  }

  answer(question, code) {
    return code === UNSURE ? this.say("unknown") : question.byCode.get(code).text[this.language];
  }

  // Both

  names(codes) {
    return codes.map((code) => ({ name: this.name(code) }));
  }

  name(code) {
    return this.rulebook.activities.get(code).text[this.language];
  }

  resultTitle(code) {
    return this.rulebook.results[code].title[this.language];
  }

  titled(title, errors) {
    if (!errors) return title;
    return errors === 1 ? this.say("error.title", { title }) : this.say("error.titles", { title, number: errors });
  }

  summary(items) {
    return items.length ? { heading: this.say("error.heading", { count: items.length, number: items.length }), items } : null;
  }
}

// How the level is drawn beside its words: steps filled from low to high, or a shape where a rule decides.
function levelShape(code, codes) {
  const ranks = codes.filter((one) => one in BARS).map((one) => BARS[one]), drawn = ranks.length > 0, shape = SHAPES[code];
  const fill = (number) => (number <= Math.min(...ranks) ? "sure" : number <= Math.max(...ranks) ? "possible" : "empty");
  return {
    css: `level level--${code.toLowerCase()}`, is_info: shape === "info" && !drawn, is_warning: shape === "warning" && !drawn,
    is_danger: shape === "danger" && !drawn, bars: drawn ? [1, 2, 3].map((number) => ({ state: fill(number) })) : [],
  };
}
