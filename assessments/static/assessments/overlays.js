// Lays an organization's own rules over the rulebook, as `overlaid` in assessments/overlays.py does. Pure.

// What the organization of that code adds; undefined when it adds nothing.
export function overlayOf(bundle, organization) {
  return organization ? bundle.overlays.find((overlay) => overlay.ref.organization === organization) : undefined;
}

export function overlaid(bundle, organization) {
  const { rulebook } = bundle, overlay = overlayOf(bundle, organization);
  if (!overlay) return rulebook;
  const last = Math.max(0, ...rulebook.hard_rules.map((rule) => rule.order));
  const rules = overlay.rules.map((rule) => ({ ...rule, order: last + rule.order }));
  return {
    ...rulebook, overlay: overlay.ref,
    hard_rules: [...rulebook.hard_rules, ...rules], floors: [...rulebook.floors, ...overlay.floors],
    questions: mapped(rulebook.questions, (question, code) => (
      Object.hasOwn(overlay.help, code) ? { ...question, help: added(question.help, overlay.help[code]) } : question)),
    results: mapped(rulebook.results, (words, code) => (
      overlay.contact && bundle.told_with.includes(code) ? { ...words, next_step: added(words.next_step, overlay.contact) } : words)),
  };
}

function mapped(parts, change) {
  return Object.fromEntries(Object.entries(parts).map(([code, part]) => [code, change(part, code)]));
}

function added(before, words) {
  return before ? { en: `${before.en} ${words.en}`, fr: `${before.fr} ${words.fr}` } : words;
}
