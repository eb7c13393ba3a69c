// Finds activities by everyday words, as assessments/finding.py does, so that what is searched for is not sent either.

const STEM = 5, SHORTEST = 3, WORTH_SHOWING = 0.25;

export function findActivities(bundle, rulebook, words) {
  const all = [...rulebook.activities.values()];
  const wanted = wordsOf(words).filter((word) => Object.hasOwn(bundle.everyday, word) || (word.length >= SHORTEST && !bundle.empty_words.includes(word)));
  if (!wanted.length) return all;
  const scores = new Map(all.map((activity) => [activity, 0]));
  for (const word of wanted) {
    const strength = new Map(all.map((activity) => [activity, means(bundle, rulebook, word, activity)]));
    const hits = [...strength.values()].reduce((sum, strong) => sum + strong, 0) || 1;
    for (const [activity, strong] of strength) scores.set(activity, scores.get(activity) + strong / hits);
  }
  const least = Math.max(...scores.values()) * WORTH_SHOWING;
  return all.filter((activity) => scores.get(activity) && scores.get(activity) >= least)
    .sort((one, other) => scores.get(other) - scores.get(one));
}

// 3 when everyday use says it, 2 when the activity's own words do, 1 when only its group does, else 0.
function means(bundle, rulebook, word, activity) {
  const everyday = Object.hasOwn(bundle.everyday, word) ? bundle.everyday[word] : [];
  if (everyday.some((code) => activity.code.startsWith(code))) return 3;
  const alike = ({ en, fr }) => wordsOf(`${en} ${fr}`).some(
    (known) => (word.length > SHORTEST ? known.startsWith(word.slice(0, STEM)) : known === word));
  if (alike(activity.text)) return 2;
  return Number(alike(rulebook.groups[activity.group]));
}

function wordsOf(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").match(/[a-z0-9]+/g) ?? [];
}
