// The practice workspace's page: keeps the state as one person sees it, and draws it.

import { keepingFocus, part } from "./element.js";
import { drawModals } from "./modals.js";
import { addTrouble, drawConnection, drawNotices, forgetTroubles } from "./notices.js";
import { drawPlace, showEnd } from "./place.js";
import { drawPractice, listenToPractice } from "./practice.js";
import { nextState, post } from "./server.js";
import { drawSidebar } from "./sidebar.js";
import { drawTour, listenToTour } from "./tour.js";

const TRY_AGAIN_MS = 1000;
const TICK_MS = 1000;

// Acts at which the server keeps what it told this person of earlier ones.
const QUIET_ACTS = new Set(["read", "upload", "move_clock", "reset", "options"]);

let state = null;
let receivedAt = 0;
let waiting = new AbortController();
let newFrom = {};
let openedAt = null;

// The address says who acts and what is open: "#U1/C1", "#U1/home" or "#U1/about"; on a phone "#U1" is the list of places.
function route() {
  const [person, place] = location.hash.slice(1).split("/");
  return { person: person || null, place: place || null };
}

const addressOf = (person, place) => (place ? `#${person}/${place}` : `#${person}`);

function world() {
  const now = Date.parse(state.now) + (performance.now() - receivedAt);
  const me = state.me.id;
  const place = openPlace(route().place);
  return {
    ...state, now, place, act, follow, redraw: draw,
    newFrom: newFrom[place],
    address: (target) => addressOf(me, target),
    actAs: (person) => (location.hash = addressOf(person, route().place)),
    open: (target) => (location.hash = addressOf(me, target)),
    beginAgain: () => location.replace("/"),
    closePanels: () => closePanels(null),
    app: appPerson,
    directWithApp,
    globalShortcuts: () => state.shortcuts.filter(({ type }) => type === "global"),
    messageShortcuts: () => state.shortcuts.filter(({ type }) => type === "message"),
  };
}

const directWithApp = () => state.channels.find((channel) => channel.with === appPerson()?.id);

const appPerson = () => state.people.find(({ is_bot: bot }) => bot);

/** The place as this person knows it: another person's talk with the app becomes one's own. */
function openPlace(wanted) {
  if (wanted === "home" || wanted === "about" || state.channels.some(({ id }) => id === wanted)) return wanted;
  return (wanted?.startsWith("D") ? directWithApp()?.id : null) ?? state.channels[0]?.id ?? "home";
}

async function act(body) {
  if (!QUIET_ACTS.has(body.do)) {
    state.notices = [];
    forgetTroubles();
  }
  if (body.do === "say" && !body.thread_ts) showEnd();
  const answer = await post(state.me.id, body);
  if (!answer.ok) {
    addTrouble(answer.error ?? "That did not work.");
    draw();
  }
  return answer;
}

/** Open a slack:// address inside the page; false when the address is not one. */
function follow(address) {
  if (!address.startsWith("slack://")) return false;
  const query = new URL(address).searchParams;
  const app = query.get("tab") === "messages" ? (directWithApp()?.id ?? "home") : "home";
  const place = address.startsWith("slack://app") ? app : query.get("id");
  location.hash = addressOf(state.me.id, place);
  return true;
}

function draw() {
  if (!state) return;
  const now = world();
  document.body.dataset.screen = route().place ? "place" : "list";
  keepingFocus(() => {
    drawPractice(now);
    drawSidebar(now);
    drawPlace(now);
    drawModals(part("modals"), now.modals, now);
    drawNotices(now);
    drawTour(now);
  }, () => [...document.querySelectorAll("dialog[open] h2")].at(-1) ?? part("scroll"));
}

/** A channel without what only its asker saw before this page was opened: that is gone, as in Slack after a reload. */
const stillSeen = (channel) => ({ ...channel, messages: channel.messages.filter(({ ephemeral, ts }) => !ephemeral || Number(ts) * 1000 > openedAt) });

function arrive(received) {
  openedAt ??= Date.parse(received.now);
  const opened = state?.me.id !== received.me.id;
  if (opened) newFrom = {};
  state = { ...received, channels: received.channels.map(stillSeen) };
  receivedAt = performance.now();
  if (opened) enter();
  draw();
}

/** Mark where the unread messages of the place begin, and open Home for the app to draw. */
function enter() {
  const { place, channels } = world();
  const channel = channels.find(({ id }) => id === place);
  const fromOthers = channel?.messages.filter(({ user }) => user !== state.me.id);
  newFrom = channel?.unread ? { [place]: fromOthers.at(-channel.unread)?.ts } : {};
  if (place === "home") act({ do: "home" });
}

async function listen() {
  for (;;) {
    const received = await nextOrNull();
    if (received) arrive(received);
  }
}

async function nextOrNull() {
  waiting = new AbortController();
  const { person } = route();
  const since = state && (!person || person === state.me.id) ? state.version : -1;
  try {
    return await nextState(person ?? state?.me.id, since, waiting.signal);
  } catch (error) {
    if (error.name === "NobodyError") location.hash = "";
    if (error.name !== "AbortError") await lost(error);
    return null;
  }
}

async function lost({ message }) {
  drawConnection(`No answer from the practice server; trying again. (${message})`);
  await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
}

const PANELS = { "practice-button": "practice", "clock-button": "clock-panel" };

function toggle(button) {
  const open = part(button).getAttribute("aria-expanded") !== "true";
  part(button).setAttribute("aria-expanded", String(open));
  part(PANELS[button]).classList.toggle("open", open);
}

/** Close the panels of the bar, all but those that `target` is in; the focus goes back to the button of the one it was in. */
function closePanels(target) {
  for (const [button, panel] of Object.entries(PANELS).reverse()) {
    if (part(panel).contains(target) || part(button).contains(target)) continue;
    const isFocused = part(panel).matches(".open:focus-within");
    part(button).setAttribute("aria-expanded", "false");
    part(panel).classList.remove("open");
    if (isFocused) part(button).focus();
  }
}

/** Close the innermost panel that is open. */
function closeOne() {
  const open = Object.keys(PANELS).filter((button) => part(button).getAttribute("aria-expanded") === "true");
  if (open.length) closePanels(open.length > 1 ? part("practice-button") : null);
}

function arriveAtPlace() {
  closePanels(null);
  if (route().person !== state?.me.id) return waiting.abort();
  enter();
  draw();
  if (!document.activeElement?.checkVisibility() || document.activeElement === document.body) focusPlace();
}

/** Where the eye lands when another screen of the phone opens. */
function focusPlace() {
  const target = route().place ? part("place-name") : part("sidebar").querySelector("[aria-current], a");
  target?.focus();
}

function start() {
  listenToPractice(world);
  listenToTour(world);
  for (const button of Object.keys(PANELS)) part(button).addEventListener("click", () => toggle(button));
  document.addEventListener("pointerdown", ({ target }) => closePanels(target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && !event.defaultPrevented && closeOne());
  part("skip").addEventListener("click", () => (part("composer").querySelector("textarea")?.checkVisibility() ? part("message") : part("scroll")).focus());
  window.addEventListener("hashchange", arriveAtPlace);
  setInterval(() => state && drawPractice(world()), TICK_MS);
  listen();
}

start();
