// Finding, building and redrawing the document. Text always lands as text, never as markup.

/** Find a part of the page by its id. */
export const part = (id) => document.getElementById(id);

/** Build an element: `element("p", {class: "hint", onclick: act}, "text", child)`; empty children are left out. */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) setProperty(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return node;
}

function setProperty(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "value" || name === "indeterminate") node[name] = value;
  else node.setAttribute(name, value === true ? "" : value);
}

/** Draw a 20 × 20 line icon from an SVG path; words beside it must say the same. */
export function icon(path) {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const line = document.createElementNS(namespace, "path");
  line.setAttribute("d", path);
  svg.append(line);
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  return svg;
}

/** Show what the page cannot draw, where it would have been. */
export function unknown(kind, type) {
  return element("p", { class: "unknown", role: "note" }, `This page cannot draw the ${kind} “${type}”.`);
}

/**
 * Make `parent` hold one child per entry `{key, signature, draw}`, in order. A child whose signature has not
 * changed stays as it is; `draw` is given the child of the same key, if there was one, and may return it.
 */
export function redraw(parent, entries) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  arrange(parent, entries.map((entry) => drawEntry(entry, before.get(entry.key))));
}

function drawEntry({ key, signature, draw }, before) {
  if (before?.signature === signature) return before;
  const node = draw(before);
  node.dataset.key = key;
  node.signature = signature;
  return node;
}

function arrange(parent, wanted) {
  const staying = new Set(wanted);
  for (const child of [...parent.children]) if (!staying.has(child)) child.remove();
  let place = parent.firstElementChild;
  for (const node of wanted) {
    if (node === place) place = place.nextElementSibling;
    else parent.insertBefore(node, place);
  }
}

/**
 * Run `change`; if it replaced the element that had the focus, give focus and caret to the new one of the same id,
 * or, where nothing else took it, the focus to what `otherwise` gives.
 */
export function keepingFocus(change, otherwise = () => null) {
  const before = document.activeElement;
  const { selectionStart: start, selectionEnd: end } = before;
  change();
  if (before.isConnected) return;
  const again = document.getElementById(before.id);
  const isLost = document.activeElement === document.body;
  (again ?? (isLost ? otherwise() : null))?.focus();
  if (typeof start === "number") again?.setSelectionRange(start, end);
}
