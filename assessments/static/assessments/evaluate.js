// Evaluates one situation under one rulebook, in the page: the same steps, names and order as assessments/evaluation.py,
// conditions.py, lowering.py and settling.py. Pure: no document, no network. tests/browser holds the two equal.

import { overlaid } from "./overlays.js";

export const RESULTS = ["LOW", "MOD", "HIGH", "STOP", "PERM", "NA", "OPEN"];
export const OPEN = "OPEN";
export const UNSURE = "unsure";
export const TOP_POINTS = 100;
const RATINGS = ["reach", "closeness", "initiative", "record"];

// The rulebook ----------------------------------------------------------------------------------------------------

// Makes of the bundle's rulebook, with what an organization adds, what the steps below look things up in.
export function readRulebook(bundle, organization = "") {
  const { activities, questions, ...rest } = overlaid(bundle, organization);
  const rulebook = { ...rest, close: bundle.limits.close, activities: new Map(Object.entries(activities)) };
  rulebook.questions = new Map(Object.entries(questions).map(([code, question]) => [code, readQuestion(question)]));
  rulebook.watchedByFloors = new Set(rulebook.floors.flatMap((floor) => answerAtoms(floor.when)).map((atom) => atom.q));
  rulebook.decisiveQuestions = new Set([
    ...rulebook.hard_rules.flatMap((rule) => answerAtoms(rule.when)).map((atom) => atom.q),
    ...rulebook.unsure.map((entry) => entry.question), ...rulebook.watchedByFloors,
  ]);
  rulebook.exposureLines = lines(rulebook, rulebook.exposure_bands, "A_min");
  rulebook.positionLines = lines(rulebook, rulebook.position_bands, "P_min");
  return rulebook;
}

function readQuestion(question) {
  const weight = ({ points, link }) => [points, link];
  const ranked = (best, option) => compare(weight(option), weight(best));
  return {
    ...question, byCode: new Map(question.options.map((option) => [option.code, option])),
    least: question.options.reduce((best, option) => (ranked(best, option) < 0 ? option : best)),
    most: question.options.reduce((best, option) => (ranked(best, option) > 0 ? option : best)),
  };
}

function lines(rulebook, bands, name) {
  const asked = rulebook.floors.flatMap((floor) => ways(floor.when).flat()).filter((atom) => name in atom);
  const values = new Set([...bands.map((band) => band.least), ...asked.map((atom) => atom[name])]);
  return [...values].sort((one, other) => one - other);
}

export function base(rulebook, activity) {
  return rulebook.formula.reduce((sum, weight, index) => sum + weight * activity.ratings[index], 0);
}

function bandOf(bands, points) {
  return bands.findLast((band) => band.least <= points);
}

export function cell(rulebook, exposure, position) {
  const row = rulebook.matrix[bandOf(rulebook.exposure_bands, exposure).code];
  const column = rulebook.position_bands.indexOf(bandOf(rulebook.position_bands, position));
  return rulebook.level_order.indexOf(row[column]);
}

export function asked(rulebook, activity) {
  return [...rulebook.questions.values()].filter((question) => question.kind !== "A" || activity.asks.includes(question.code));
}

// Conditions: a tree of `all` and `any` over atoms ------------------------------------------------------------------

export function holds(when, facts) {
  if ("all" in when) return when.all.every((part) => holds(part, facts));
  if ("any" in when) return when.any.some((part) => holds(part, facts));
  if ("q" in when) return when.in.includes(facts.answers[when.q]) || facts.openQuestions.has(when.q);
  if ("route" in when) return when.route.includes(facts.route);
  if ("nexus" in when) return facts.nexus >= when.nexus;
  if ("A_min" in when) return facts.exposure >= when.A_min;
  if ("P_min" in when) return facts.position >= when.P_min;
  return facts.activityFloor;
}

// Each combination of atoms that is enough to meet the condition.
export function ways(when) {
  if ("any" in when) return when.any.flatMap(ways);
  if (!("all" in when)) return [[when]];
  return when.all.map(ways).reduce((found, part) => found.flatMap((way) => part.map((more) => [...way, ...more])), [[]]);
}

export function answerAtoms(when) {
  return ways(when).flat().filter((atom) => "q" in atom);
}

// Evaluation --------------------------------------------------------------------------------------------------------

// What counts of the answers for the activity: asked questions only, "unsure" kept apart.
export function situation(rulebook, code, answers) {
  const activity = rulebook.activities.get(code);
  const questions = asked(rulebook, activity);
  const counted = {}, chosen = new Map();
  for (const question of questions) {
    const answer = answers[question.code];
    if (answer === undefined) continue;
    counted[question.code] = answer;
    if (answer !== UNSURE) chosen.set(question.code, question.byCode.get(answer));
  }
  return { activity, asked: questions, answers: counted, chosen };
}

export function isOpen(known, question) {
  return !known.chosen.has(question.code);
}

export function withAnswer(known, code, option) {
  const chosen = new Map(known.chosen).set(code, option);
  return { ...known, answers: { ...known.answers, [code]: option.code }, chosen };
}

export function evaluate(rulebook, code, answers) {
  const known = situation(rulebook, code, answers);
  const rules = matchingRules(rulebook, known);
  const scored = known.activity.route === "scored";
  const low = factsOf(rulebook, known, "low"), high = factsOf(rulebook, known, "high");
  const codes = outcome(rulebook, known);
  return {
    activity: code, codes, code: codes.length === 1 ? codes[0] : OPEN, rules,
    exposure: scored ? span(rulebook.exposure_bands, low.exposure, high.exposure) : null,
    position: scored ? span(rulebook.position_bands, low.position, high.position) : null,
    contributions: scored ? contributions(rulebook, known) : [],
    floors: scored && !rules.length ? floorsInUse(rulebook, known, low, high) : [],
    unanswered: known.asked.filter((question) => isOpen(known, question)).map((question) => question.code),
    unsettled: unsettled(rulebook, known),
    closeToLine: scored && codes.length === 1 && !rules.length ? closeLines(rulebook, known, low, high) : [],
  };
}

// The codes of the hard rules that match, the deciding one first. An unanswered question matches none.
export function matchingRules(rulebook, known) {
  const given = { route: known.activity.route, answers: known.answers, nexus: 0, exposure: 0, position: 0,
    activityFloor: false, openQuestions: new Set() };
  return rulebook.hard_rules.filter((rule) => holds(rule.when, given)).map((rule) => rule.code);
}

// A, P, link and answers with every open question at its lowest or at its highest option.
export function factsOf(rulebook, known, side) {
  const points = { A: base(rulebook, known.activity), P: 0 };
  let nexus = 0;
  for (const question of known.asked) {
    const option = known.chosen.get(question.code) ?? (side === "low" ? question.least : question.most);
    if (question.kind in points) points[question.kind] += option.points;
    else if (question.kind === "N") nexus = Math.max(nexus, option.link);
  }
  const open = side === "high" ? known.asked.filter((question) => isOpen(known, question)).map((question) => question.code) : [];
  return {
    route: known.activity.route, answers: known.answers, nexus, exposure: Math.min(TOP_POINTS, points.A),
    position: Math.min(TOP_POINTS, points.P), activityFloor: known.activity.floor !== null, openQuestions: new Set(open),
  };
}

// The rank of the level: the matrix's cell, raised by every floor that holds.
export function level(rulebook, activity, facts) {
  const raised = rulebook.floors.filter((floor) => holds(floor.when, facts)).map((floor) => rank(rulebook, atLeast(rulebook, activity, floor)));
  return Math.max(cell(rulebook, facts.exposure, facts.position), ...raised);
}

function atLeast(rulebook, activity, floor) {
  return floor.at_least ?? activity.floor ?? rulebook.level_order[0];
}

function rank(rulebook, code) {
  return rulebook.level_order.indexOf(code);
}

// The first matching rule's result or, without one, every result that the answers leave possible.
export function outcome(rulebook, known) {
  const [decides] = matchingRules(rulebook, known);
  if (decides) return [ruleResult(rulebook, decides)];
  const [lowest, highest] = ["low", "high"].map((side) => level(rulebook, known.activity, factsOf(rulebook, known, side)));
  const found = new Set(rulebook.level_order.slice(lowest, highest + 1));
  for (const { adds } of unsettled(rulebook, known)) found.add(adds);
  return RESULTS.filter((code) => found.has(code));
}

function ruleResult(rulebook, code) {
  return rulebook.hard_rules.find((rule) => rule.code === code).result;
}

// The results that an "I am not sure" leaves possible; not those that an earlier rule overtakes anyway.
function unsettled(rulebook, known) {
  const [decided] = matchingRules(rulebook, known);
  return rulebook.unsure
    .filter(({ question }) => known.answers[question] === UNSURE && rulebook.questions.get(question).options.some(
      (option) => matchingRules(rulebook, withAnswer(known, question, option))[0] !== decided))
    .map(({ question, adds }) => ({ question, adds }));
}

function span(bands, low, high) {
  return { low, high, lowBand: bandOf(bands, low).code, highBand: bandOf(bands, high).code };
}

// Everything that added points, largest first; equals in the order of the rulebook.
function contributions(rulebook, known) {
  const ratings = RATINGS.map((name, index) => {
    const rating = known.activity.ratings[index];
    return { name, rating, points: rulebook.formula[index] * rating };
  });
  const found = [{ axis: "A", points: base(rulebook, known.activity), bears_on: "perceived", question: null, option: null, ratings }];
  for (const question of known.asked) {
    const option = known.chosen.get(question.code);
    if ((question.kind === "A" || question.kind === "P") && option?.points) {
      found.push({ axis: question.kind, points: option.points, bears_on: question.bears_on ?? "both", question: question.code,
        option: option.code, ratings: [] });
    }
  }
  return found.sort((one, other) => other.points - one.points);
}

function floorsInUse(rulebook, known, low, high) {
  return rulebook.floors.filter((floor) => holds(floor.when, low) || holds(floor.when, high)).map((floor) => {
    const certain = holds(floor.when, low), side = certain ? low : high;
    const code = atLeast(rulebook, known.activity, floor);
    const raises = rank(rulebook, code) > cell(rulebook, side.exposure, side.position);
    return { code: floor.code, at_least: code, certain, raises };
  });
}

// The lines within a few points of an axis that is known exactly, with the whole level across (floors included).
function closeLines(rulebook, known, low, high) {
  const axes = [["A", "exposure", rulebook.exposure_bands], ["P", "position", rulebook.position_bands]];
  return axes.flatMap(([axis, name, bands]) => bands.slice(1).map((band) => band.least)
    .filter((line) => low[name] === high[name] && Math.abs(low[name] - line) <= rulebook.close)
    .map((line) => {
      const across = { ...low, [name]: low[name] >= line ? line - 1 : line, openQuestions: new Set() };
      return { axis, line, distance: low[name] - line, level: rulebook.level_order[level(rulebook, known.activity, across)] };
    }));
}

// What would lower the risk: first what lowers the level, then what saves most points -------------------------------

export function lighterWays(rulebook, code, answers) {
  const now = evaluate(rulebook, code, answers);
  if (!now.exposure || now.rules.length || highest(rulebook, now) === 0) return [];
  const known = situation(rulebook, code, answers);
  const found = [...lowerAnswers(rulebook, known, now, answers), ...milderActivities(rulebook, known, now, answers)];
  const order = (way) => [Number(!way.changesLevel), Number(way.kind === "activity"), -way.saves];
  return found.sort((one, other) => compare(order(one), order(other)));
}

function lowerAnswers(rulebook, known, now, answers) {
  return known.asked.filter((question) => canBeLower(known, question)).map((question) => {
    const option = question.least.code;
    const after = evaluate(rulebook, known.activity.code, { ...answers, [question.code]: option });
    return { kind: "answer", subject: question.code, option, codes: after.codes, ...gain(rulebook, now, after) };
  }).filter((way) => way.saves || way.changesLevel);
}

function canBeLower(known, question) {
  const chosen = known.chosen.get(question.code), least = question.least;
  return question.changeable && chosen !== undefined && compare([chosen.points, chosen.link], [least.points, least.link]) > 0;
}

function milderActivities(rulebook, known, now, answers) {
  const others = [...rulebook.activities.values()].filter(
    (other) => other.group === known.activity.group && other.route === "scored" && other !== known.activity);
  return others.map((other) => [other, evaluate(rulebook, other.code, answers)])
    .filter(([, after]) => !after.rules.length)
    .map(([other, after]) => ({ kind: "activity", subject: other.code, option: null, codes: after.codes, ...gain(rulebook, now, after) }))
    .filter((way) => way.changesLevel);
}

function gain(rulebook, now, after) {
  return { saves: now.exposure.high - after.exposure.high, changesLevel: highest(rulebook, after) < highest(rulebook, now) };
}

function highest(rulebook, result) {
  return Math.max(0, ...result.codes.map((code) => rank(rulebook, code)));
}

// Which one or two open questions would settle a range, or narrow it most ---------------------------------------------

export function settlingQuestions(rulebook, code, answers) {
  const known = situation(rulebook, code, answers);
  const now = outcome(rulebook, known).length;
  if (now === 1) return { questions: [], settles: true };
  const doubtful = new Set(rulebook.unsure.map((entry) => entry.question));
  const open = known.asked.filter((question) => isOpen(known, question)
    && (["A", "P", "N"].includes(question.kind) || (doubtful.has(question.code) && question.code in known.answers)));
  const single = new Map(open.map((question) => [question, remaining(rulebook, known, [question])]));
  const first = best(open, single);
  if (!first || single.get(first)[0] === 1) return { questions: first ? [first] : [], settles: Boolean(first) };
  const others = open.filter((question) => question !== first);
  const pairs = new Map(others.map((other) => [other, remaining(rulebook, known, [first, other])]));
  const second = best(others, pairs);
  if (!second || compare(pairs.get(second), single.get(first)) >= 0) {
    return { questions: compare(single.get(first), [now, now]) < 0 ? [first] : [], settles: false };
  }
  return { questions: [first, second], settles: pairs.get(second)[0] === 1 };
}

// How many results remain possible: at most, and on average over the answers.
function remaining(rulebook, known, questions) {
  const after = questions.reduce((found, question) => found.flatMap((one) => question.options
    .filter((option) => option.code !== UNSURE).map((option) => withAnswer(one, question.code, option))), [known]);
  const widths = after.map((one) => outcome(rulebook, one).length);
  return [Math.max(...widths), widths.reduce((sum, width) => sum + width, 0) / widths.length];
}

function best(questions, left) {
  return questions.reduce((found, question) => (found && compare(left.get(found), left.get(question)) <= 0 ? found : question), null);
}

// As Python compares tuples: by the first part that differs.
export function compare(one, other) {
  for (const [index, part] of one.entries()) if (part !== other[index]) return part < other[index] ? -1 : 1;
  return 0;
}
