// A type-ahead select: one choice or several, from a list at hand or from the app.

import { element } from "./element.js";
import { openBeside } from "./popup.js";

/**
 * Build a combobox. `search(typed)` gives (a promise of) groups `{label, options}`, an option being
 * `{text, description, key}`; `changed()` is called at each choice. The node's `chosen` is the list of choices;
 * a `required` one is never empty.
 */
export function combobox({ id, placeholder, multiple, required = false, most = Infinity, chosen, search, changed, naming }) {
  const list = element("div", { role: "listbox", id: `${id}/list`, class: "listbox", popover: "manual", "aria-label": placeholder });
  const input = element("input", {
    id, placeholder, role: "combobox", type: "text", autocomplete: "off", spellcheck: "false",
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", ...naming,
  });
  const chips = multiple && element("ul", { class: "chips", "aria-label": "Chosen" });
  const node = element("div", { class: "combobox" }, chips, input, list);
  const box = { node, input, list, chips, multiple, required, most, search, changed, round: 0 };
  node.chosen = chosen;
  showChoice(box);
  listen(box);
  return node;
}

function listen(box) {
  const { input, list } = box;
  input.addEventListener("click", () => open(box, ""));
  input.addEventListener("input", () => open(box, input.value));
  input.addEventListener("keydown", (event) => pressKey(box, event));
  input.addEventListener("focus", () => input.setSelectionRange(0, input.value.length, "backward")); // its beginning stays in sight
  input.addEventListener("blur", () => leave(box));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
}

function showChoice(box) {
  if (box.multiple) box.chips.replaceChildren(...box.node.chosen.map((option) => chip(box, option)));
  settleText(box);
}

function settleText(box) {
  box.input.value = box.multiple ? "" : (box.node.chosen[0]?.text ?? "");
}

function chip(box, option) {
  const remove = () => {
    choose(box, box.node.chosen.filter((other) => other !== option));
    box.input.focus();
  };
  const button = element("button", { type: "button", "aria-label": `Remove ${option.text}`, onclick: remove }, "×");
  return element("li", {}, option.text, button);
}

function choose(box, chosen) {
  box.node.chosen = chosen;
  showChoice(box);
  close(box);
  box.changed();
}

async function open(box, typed) {
  const round = (box.round += 1);
  const groups = await box.search(typed);
  if (round !== box.round || document.activeElement !== box.input) return;
  box.list.replaceChildren(...groups.flatMap((group, index) => drawGroup(box, group, index)));
  const empty = !box.list.querySelector("[role=option]");
  if (empty) box.list.append(element("p", { class: "empty", role: "status" }, groups.hint ?? "No results"));
  openBeside(box.list, box.input);
  box.input.setAttribute("aria-expanded", "true");
  point(box, box.list.querySelector("[aria-selected=true]") ?? box.list.querySelector("[role=option]"));
}

function drawGroup(box, { label, options }, index) {
  const drawn = options.map((option, place) => drawOption(box, option, `${box.list.id}/${index}/${place}`));
  return label ? [element("div", { role: "group", "aria-label": label }, element("p", { class: "group" }, label), drawn)] : drawn;
}

function drawOption(box, option, id) {
  const selected = box.node.chosen.some(({ key }) => key === option.key);
  const about = option.description && element("span", { class: "description" }, option.description);
  const pick = () => choose(box, box.multiple ? toggled(box, option, selected) : [option]);
  return element("div", { id, role: "option", "aria-selected": String(selected), onclick: pick }, element("span", {}, option.text), about);
}

function toggled(box, option, selected) {
  if (selected) return box.node.chosen.filter(({ key }) => key !== option.key);
  return [...box.node.chosen, option].slice(0, box.most);
}

function point(box, option) {
  box.list.querySelector(".pointed")?.classList.remove("pointed");
  option?.classList.add("pointed");
  option?.scrollIntoView({ block: "nearest" });
  box.input.setAttribute("aria-activedescendant", option?.id ?? "");
}

function close(box) {
  box.round += 1;
  if (box.list.matches(":popover-open")) box.list.hidePopover();
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function leave(box) {
  close(box);
  const emptied = !box.multiple && !box.required && box.input.value === "" && box.node.chosen.length > 0;
  if (emptied) choose(box, []);
  else settleText(box);
}

function pressKey(box, event) {
  const isOpen = box.input.getAttribute("aria-expanded") === "true";
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (isOpen) step(box, event.key === "ArrowDown" ? 1 : -1);
    else open(box, "");
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (isOpen) box.list.querySelector(".pointed")?.click();
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    event.stopPropagation();
    close(box);
    settleText(box);
  } else if (event.key === "Backspace" && box.multiple && box.input.value === "" && box.node.chosen.length) {
    choose(box, box.node.chosen.slice(0, -1));
  }
}

function step(box, by) {
  const options = [...box.list.querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.classList.contains("pointed"));
  if (options.length) point(box, options.at((at + by) % options.length));
}
