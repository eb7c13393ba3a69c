// Fills the templates that assessments/templatetags/in_page.py left unfilled. Text goes in as text, never as markup.

export function filled(template, view) {
  const content = template.content.cloneNode(true);
  fill(content, { view });
  return content;
}

function fill(root, scope) {
  for (const node of [...root.children]) {
    const [kind, path] = block(node);
    if (kind) node.replaceWith(...expanded(node, kind, found(scope, path), scope));
    else if ("put" in node.dataset) node.replaceWith(document.createTextNode(shown(found(scope, node.dataset.put))));
    else {
      setAttributes(node, scope);
      fill(node, scope);
    }
  }
}

function block(node) {
  if (node.localName !== "template") return [];
  return Object.entries(node.dataset).find(([name]) => ["each", "alias", "when", "unless"].includes(name)) ?? [];
}

function expanded(template, kind, value, scope) {
  const items = kind === "each" ? value : kind === "alias" || isSaid(value) === (kind === "when") ? [value] : [];
  const name = template.dataset.as;
  return items.map((item) => {
    const copy = template.content.cloneNode(true);
    fill(copy, name ? { ...scope, [name]: item } : scope);
    return copy;
  });
}

function setAttributes(node, scope) {
  for (const { name, value: path } of [...node.attributes]) {
    if (!name.startsWith("data-set-")) continue;
    const value = found(scope, path), wanted = name.slice("data-set-".length);
    node.removeAttribute(name);
    if (value || wanted === "value") node.setAttribute(wanted, value === true ? "" : shown(value));
  }
}

function found(scope, path) {
  return path.split(".").reduce((value, part) => value?.[part], scope);
}

function shown(value) {
  return value === undefined || value === null ? "" : String(value);
}

function isSaid(value) {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
