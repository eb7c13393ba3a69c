// Says a result in words, as assessments/explanation.py does: the rulebook's words, joined by the phrases of phrases.py.

import { OPEN, UNSURE, evaluate, lighterWays } from "./evaluate.js";

const VOTING = "INF.VOTE"; // the one activity that section 117 of the Act leaves to deputy heads

// A phrase in one language, filled in; `count` chooses between singular and plural.
export function speaker(bundle, language) {
  return (name, { count, ...facts } = {}) => {
    const phrase = bundle.phrases[language][name];
    const one = count === 1 || (count === 0 && language === "fr");
    return (Array.isArray(phrase) ? phrase[one ? 0 : 1] : phrase).replace(/%\((\w+)\)[sd]/g, (_, fact) => facts[fact]);
  };
}

// The result as plain data with its explanation in the languages asked for: what `explained` gives.
export function explained(bundle, rulebook, code, answers, languages = ["en", "fr"]) {
  const result = evaluate(rulebook, code, answers);
  const explanation = languages.map((language) => [language, explain(bundle, rulebook, result, answers, language)]);
  return { ...asData(rulebook, result), explanation: Object.fromEntries(explanation) };
}

export function asData(rulebook, result) {
  return {
    rulebook: { version: rulebook.version, hash: rulebook.content_hash, ...overlayData(rulebook) },
    activity: result.activity, code: result.code, result: result.codes, decided_by_rule: result.rules.length > 0,
    A: result.exposure && [result.exposure.low, result.exposure.high],
    P: result.position && [result.position.low, result.position.high],
    contributions: result.contributions, floors: result.floors, rules: result.rules, unanswered: result.unanswered,
    unsettled: result.unsettled, close_to_line: result.closeToLine,
  };
}

function overlayData({ overlay }) {
  return overlay ? { overlay: { organization: overlay.organization, hash: overlay.content_hash } } : {};
}

export function explain(bundle, rulebook, result, answers, language) {
  const words = new Words(bundle, rulebook, result, answers, language), { say } = words;
  return {
    right: say("right"), activity: words.activity(result.activity), title: words.title(result.code),
    next_step: rulebook.results[result.code].next_step[language],
    possible: result.code === OPEN ? result.codes.map((code) => words.title(code)) : [],
    axes: words.axes(),
    reasons: (result.rules.length ? [] : result.contributions).map((contribution) => words.reason(contribution)),
    rules: words.rules(), floors: words.floors(), close_to_line: words.lines(), unsettled: words.unsettled(),
    unanswered: words.unanswered(),
    lower: lighterWays(rulebook, result.activity, answers).map((way) => words.lighter(way)),
    notes: words.notes(), limits: ["seen", "other_rules", "before", "commission"].map((name) => say(`limit.${name}`)),
    version: words.version(), disclaimer: rulebook.disclaimer[language],
  };
}

class Words {
  constructor(bundle, rulebook, result, answers, language) {
    Object.assign(this, { rulebook, result, answers, language, say: speaker(bundle, language) });
  }

  activity(code) {
    return this.rulebook.activities.get(code).text[this.language];
  }

  title(code) {
    return this.rulebook.results[code].title[this.language];
  }

  question(code) {
    return this.rulebook.questions.get(code).text[this.language];
  }

  option(question, code) {
    return this.rulebook.questions.get(question).byCode.get(code).text[this.language];
  }

  version() {
    const { version, overlay } = this.rulebook;
    return overlay ? this.say("version.own", { version, organization: overlay.name[this.language] }) : this.say("version", { version });
  }

  axes() {
    const { rules, exposure, position } = this.result;
    if (rules.length || !exposure || !position) return "";
    return this.say("axes", {
      exposure: this.span(exposure, this.rulebook.exposure_bands), position: this.span(position, this.rulebook.position_bands),
    });
  }

  span({ low, high, lowBand, highBand }, bands) {
    const [lower, higher] = [lowBand, highBand].map((code) => bands.find((band) => band.code === code).text[this.language].toLowerCase());
    const facts = { low: lower, high: higher, points: low, from: low, to: high };
    if (low === high) return this.say("span.points", { count: low, ...facts });
    return this.say(lowBand === highBand ? "span.range" : "span.bands", facts);
  }

  reason(contribution) {
    const { question, option, points, axis, bears_on } = contribution;
    const weight = { points, axis, bears_on, bears_on_label: this.say(`bears.${bears_on}`) };
    if (question !== null) return { label: this.question(question), answer: this.option(question, option), parts: [], ...weight };
    const parts = contribution.ratings.filter((rating) => rating.points)
      .map((rating) => this.say(`rating.${rating.name}`, { points: rating.points }));
    return { label: this.say("itself"), answer: this.activity(this.result.activity), parts, ...weight };
  }

  rules() {
    return this.result.rules.map((code) => this.sourced(this.rulebook.hard_rules, code));
  }

  floors() {
    return this.result.floors.filter((used) => used.raises).map((used) => (
      { ...this.sourced(this.rulebook.floors, used.code), at_least: this.title(used.at_least), certain: used.certain }));
  }

  sourced(rules, code) {
    const rule = rules.find((one) => one.code === code);
    return { code, text: rule.text[this.language], basis: rule.basis?.[this.language] ?? "" };
  }

  lines() {
    return this.result.closeToLine.filter((near) => near.level !== this.result.code).map((near) => {
      const points = Math.abs(near.distance), side = near.distance >= 0 ? "above" : "below";
      return this.say(`near.${near.axis}.${side}`, { count: points, points, level: this.title(near.level) });
    });
  }

  unsettled() {
    return this.result.unsettled.map(({ question, adds }) => (
      this.say("unsettled", { question: this.question(question), result: this.title(adds) })));
  }

  unanswered() {
    if (this.result.codes.length === 1) return [];
    const counting = this.result.unanswered.map((code) => this.rulebook.questions.get(code))
      .filter((question) => ["A", "P", "N"].includes(question.kind));
    const order = (question) => (question.kind === "N" ? -1000 : question.least.points - question.most.points);
    return counting.sort((one, other) => order(one) - order(other))
      .map((question) => ({ code: question.code, text: question.text[this.language] }));
  }

  lighter(way) {
    const { kind, subject, saves } = way;
    const text = kind === "activity" ? this.say("lower.activity", { activity: this.activity(subject) })
      : this.say("lower.answer", { question: this.question(subject), answer: this.option(subject, way.option) });
    const result = way.codes.map((code) => this.title(code)).join(" / ");
    return { kind, subject, text, result, changes_level: way.changesLevel, saves };
  }

  notes() {
    const activity = this.rulebook.activities.get(this.result.activity), notes = [];
    if (activity.route === "always" && activity.code !== VOTING) notes.push(this.say("note.deputy"));
    for (const [code, answer] of Object.entries(this.answers)) {
      const question = this.rulebook.questions.get(code), chosen = question.byCode.get(answer);
      const pointless = question.kind === "A" && !question.most.points && activity.asks.includes(code);
      if (pointless && chosen && answer !== UNSURE && chosen !== question.options[0] && question.help) notes.push(question.help[this.language]);
    }
    return notes;
  }
}
