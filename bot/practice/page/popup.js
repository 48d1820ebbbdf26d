// Menus, and where things that pop up are placed.

import { element } from "./element.js";
import { folded } from "./text.js";

const GAP = 4;

/** Open `popup` (a popover) under its anchor, or above it where there is no room below. */
export function openBeside(popup, anchor) {
  popup.showPopover();
  const { left, top, bottom, width } = anchor.getBoundingClientRect();
  popup.style.minWidth = `${width}px`;
  const below = window.innerHeight - bottom - 2 * GAP;
  const above = top - 2 * GAP;
  const under = popup.scrollHeight <= below || below >= above;
  popup.style.maxHeight = `${Math.min(under ? below : above, 360)}px`;
  popup.style.top = `${under ? bottom + GAP : top - GAP - popup.offsetHeight}px`;
  popup.style.left = `${Math.max(GAP, Math.min(left, window.innerWidth - popup.offsetWidth - GAP))}px`;
}

/** A button that opens a menu of `items()`: `{text, description, choose}`; arrows and first letters move, Escape closes. */
export function menuButton(properties, content, label, items) {
  const button = element("button", { type: "button", "aria-haspopup": "menu", ...properties }, content);
  button.addEventListener("click", () => openMenu(button, label, items()));
  return button;
}

function openMenu(anchor, label, items) {
  const menu = element("div", { role: "menu", class: "menu", popover: "auto", "aria-label": label });
  menu.append(...(items.length ? items.map((item) => menuItem(item, menu)) : [emptyItem()]));
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu));
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && menu.remove());
  anchor.after(menu);
  openBeside(menu, anchor);
  menu.firstElementChild.focus();
}

function menuItem({ text, description, choose }, menu) {
  const about = description && element("span", { class: "description" }, description);
  const act = () => {
    menu.hidePopover();
    choose();
  };
  return element("button", { type: "button", role: "menuitem", onclick: act }, element("span", {}, text), about);
}

const emptyItem = () => element("button", { type: "button", role: "menuitem", "aria-disabled": "true" }, "Nothing here");

function moveInMenu(event, menu) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Tab") menu.hidePopover();
  if (next === undefined) return lettered(items, at, event)?.focus();
  event.preventDefault();
  items.at(next % items.length).focus();
}

/** The next item that begins with the letter that was typed. */
function lettered(items, at, { key, ctrlKey, metaKey, altKey }) {
  if (key.length > 1 || key === " " || ctrlKey || metaKey || altKey) return null;
  return [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) => folded(item.innerText).startsWith(folded(key)));
}
