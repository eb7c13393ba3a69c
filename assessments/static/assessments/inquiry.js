// Which questions are still worth asking, as assessments/inquiry.py finds them: exactly those whose answer can change the
// result, for some answers to the others that are still to come. Pure.

import { TOP_POINTS, answerAtoms, compare, factsOf, level, matchingRules, outcome, situation, ways, withAnswer } from "./evaluate.js";

export const KIND_ORDER = { route: 0, rule: 1, N: 2, A: 3, P: 3 };

export function nextQuestions(rulebook, code, answers) {
  const known = situation(rulebook, code, answers);
  const points = matchingRules(rulebook, known).length ? null : new Points(rulebook, known);
  const useful = toCome(known).filter((question) => changesARule(rulebook, known, question) || points?.canChange(question));
  const order = (question) => [KIND_ORDER[question.kind], question.least.points - question.most.points];
  return useful.sort((one, other) => compare(order(one), order(other)));
}

function toCome(known) {
  return known.asked.filter((question) => !(question.code in known.answers));
}

// Hard rules: every way to make a rule match is tried ---------------------------------------------------------------

function changesARule(rulebook, known, question) {
  const [deciding] = matchingRules(rulebook, known);
  const index = rulebook.hard_rules.findIndex((rule) => rule.code === deciding);
  const earlier = deciding ? rulebook.hard_rules.slice(0, index) : rulebook.hard_rules;
  const aboutIt = earlier.filter((rule) => answerAtoms(rule.when).some((atom) => atom.q === question.code));
  return aboutIt.some((rule) => [null, ...earlier.filter((other) => other !== rule)].some((company) =>
    completions(known, question, rule.when, company?.when).some((completed) => {
      const results = question.options.map((option) => String(outcome(rulebook, withAnswer(completed, question.code, option))));
      return new Set(results).size > 1;
    })));
}

// The situations with just the answers that meet both conditions, the question itself left out.
function completions(known, question, first, second) {
  return ways(first).flatMap((one) => (second ? ways(second) : [[]]).map(
    (two) => [...one, ...two].reduce((completed, atom) => completed && meeting(completed, atom, question), known)))
    .filter(Boolean);
}

function meeting(known, atom, question) {
  if ("route" in atom) return atom.route.includes(known.activity.route) ? known : null;
  if (!("q" in atom) || atom.q === question.code) return known;
  if (atom.q in known.answers) return atom.in.includes(known.answers[atom.q]) ? known : null;
  const asked = known.asked.find((entry) => entry.code === atom.q);
  return asked ? withAnswer(known, asked.code, asked.options.find((option) => atom.in.includes(option.code))) : null;
}

// Points: the sums that the other questions can reach are compared on both sides of every line ------------------------

const KINDS = ["A", "P", "N"];

class Points {
  constructor(rulebook, known) {
    this.rulebook = rulebook;
    this.known = known;
    const settled = toCome(known).reduce((found, question) => withAnswer(found, question.code, question.least), known);
    this.low = factsOf(rulebook, settled, "low");
    this.high = factsOf(rulebook, settled, "high");
    this.levels = new Map();
    this.stands = new Map();
  }

  // Whether two options of the question lead to different levels for some answers to the others.
  canChange(question) {
    if (!KINDS.includes(question.kind)) return false;
    const others = KINDS.filter((kind) => kind !== question.kind).map((kind) => this.standsOf(kind));
    const tried = new Set();
    for (const [value, seen] of this.reachable(question.kind, question)) {
      const move = unique(this.moves(question, value, seen));
      const name = move.map((stand) => stand.key).sort().join("/");
      if (!tried.has(name) && move.length > 1 && this.differ(move, question.kind, others)) return true;
      tried.add(name);
    }
    return false;
  }

  differ(options, kind, [first, second]) {
    const kinds = KINDS.filter((other) => other !== kind);
    return first.some((one) => second.some((two) =>
      new Set(options.map((stand) => this.levelAt({ [kind]: stand, [kinds[0]]: one, [kinds[1]]: two }))).size > 1));
  }

  standsOf(kind) {
    if (!this.stands.has(kind)) {
      this.stands.set(kind, unique(this.reachable(kind, null).map(([value, seen]) => this.stand(kind, value, seen))));
    }
    return this.stands.get(kind);
  }

  // Where each option of the question leads when the others of its kind add up to `value`.
  moves(question, value, seen) {
    return question.options.map((option) => this.stand(question.kind,
      question.kind === "N" ? Math.max(value, option.link) : value + step(question, option), this.withWatched(seen, question, option)));
  }

  // Points are rounded down to the last line, because a level can tell no more of them.
  stand(kind, value, seen) {
    const { low, high } = this;
    let ends;
    if (kind === "N") ends = [Math.max(low.nexus, value), Math.max(high.nexus, value)];
    else if (kind === "A") ends = [low.exposure, high.exposure].map((start) => line(this.rulebook.exposureLines, start + value));
    else ends = [low.position, high.position].map((start) => line(this.rulebook.positionLines, start + value));
    return { low: ends[0], high: ends[1], watched: seen, key: `${ends} ${JSON.stringify(seen)}` };
  }

  // Every value that the questions to come of one kind can add (for links: reach), and what was watched.
  reachable(kind, leftOut) {
    let sums = new Map([["{}", { seen: {}, values: new Set([0]) }]]);
    for (const question of toCome(this.known)) {
      if (question.kind !== kind || question === leftOut) continue;
      const after = new Map();
      for (const { seen, values } of sums.values()) {
        for (const option of question.options) {
          const watched = this.withWatched(seen, question, option), key = JSON.stringify(watched);
          if (!after.has(key)) after.set(key, { seen: watched, values: new Set() });
          for (const value of values) {
            after.get(key).values.add(kind === "N" ? Math.max(value, option.link) : value + step(question, option));
          }
        }
      }
      sums = after;
    }
    return [...sums.values()].flatMap(({ seen, values }) => [...values].map((value) => [value, seen]));
  }

  withWatched(seen, question, option) {
    return this.rulebook.watchedByFloors.has(question.code) ? { ...seen, [question.code]: option.code } : seen;
  }

  // The level with what stays unknown at its lowest and at its highest.
  levelAt({ A, P, N }) {
    const key = `${A.key}/${P.key}/${N.key}`;
    if (!this.levels.has(key)) {
      const answers = { ...this.known.answers, ...A.watched, ...P.watched, ...N.watched };
      const rank = (side, end) => level(this.rulebook, this.known.activity,
        { ...side, answers, exposure: A[end], position: P[end], nexus: N[end] });
      this.levels.set(key, `${rank(this.low, "low")} ${rank(this.high, "high")}`);
    }
    return this.levels.get(key);
  }
}

function unique(stands) {
  return [...new Map(stands.map((stand) => [stand.key, stand])).values()];
}

function line(lines, value) {
  return lines.findLast((start) => start <= Math.min(TOP_POINTS, value));
}

function step(question, option) {
  return option.points - question.least.points;
}
