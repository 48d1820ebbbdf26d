// One channel's messages, with their threads.

import { drawBlocks } from "./blocks.js";
import { element, icon, redraw } from "./element.js";
import { menuButton } from "./popup.js";
import { mrkdwn } from "./text.js";
import { dayName, timeOfDay, wallTime } from "./time.js";

const SAME_BREATH = 5 * 60_000;
const DOTS = "M4 10h.01M10 10h.01M16 10h.01";
const EYE = "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zm8 2.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z";

/** The instant of a message, in milliseconds. */
export const instantOfMessage = ({ ts }) => Number(ts) * 1000;

/** Draw a channel's messages into `list`; `world.newFrom` is the ts of the first one not read when it was opened. */
export function drawMessages(list, channel, world) {
  const shown = new Set(channel.messages.map(({ ts }) => ts));
  const isReply = ({ ts, thread_ts: parent }) => parent && parent !== ts && shown.has(parent);
  const tops = channel.messages.filter((message) => !isReply(message));
  redraw(list, tops.flatMap((message, index) => {
    const replies = channel.messages.filter((other) => isReply(other) && other.thread_ts === message.ts);
    return [...dividers(message, tops[index - 1], world), entry(message, tops[index - 1], replies, channel, world)];
  }));
}

const day = (message, world) => wallTime(instantOfMessage(message), world.zone).slice(0, 10);

function dividers(message, before, world) {
  const lines = [];
  if (!before || day(message, world) !== day(before, world)) {
    const name = dayName(instantOfMessage(message), world.zone, world.now);
    lines.push({ key: `day ${day(message, world)}`, signature: name, draw: () => divider("day-line", name) });
  }
  if (message.ts === world.newFrom) lines.push({ key: "new", signature: "", draw: () => divider("new-line", "New") });
  return lines;
}

const divider = (kind, text) => element("li", { class: `line ${kind}` }, element("span", {}, text));

function entry(message, before, replies, channel, world) {
  const compact = continues(message, before, world);
  return {
    key: message.ts,
    signature: JSON.stringify([message, replies, compact, wallTime(world.now, world.zone).slice(0, 10)]),
    draw: (node) => drawMessage(node ?? newMessage(message), message, replies, compact, channel, world),
  };
}

function continues(message, before, world) {
  const together = before && before.user === message.user && day(message, world) === day(before, world);
  return Boolean(together && !before.ephemeral && !message.ephemeral && before.ts !== message.thread_ts
    && instantOfMessage(message) - instantOfMessage(before) < SAME_BREATH && message.ts !== world.newFrom);
}

const newMessage = ({ ts }) => element("li", { id: `message ${ts}` },
  element("div", { class: "top" }),
  element("div", { class: "message-body" }),
  element("div", { class: "tools" }),
  element("ol", { class: "thread", "aria-label": "Replies" }),
  element("div", { class: "reply-place" }));

function drawMessage(node, message, replies, compact, channel, world) {
  const [top, body, tools, thread] = node.children;
  node.className = ["message", compact && "compact", message.ephemeral && "ephemeral"].filter(Boolean).join(" ");
  top.replaceChildren(...headline(message, compact, world));
  drawBody(body, message, channel, world);
  if (!tools.firstChild && !message.ephemeral) tools.append(...drawTools(node, message, channel, world));
  redraw(thread, replies.map((reply) => entry(reply, message, [], channel, world)));
  thread.hidden = replies.length === 0;
  return node;
}

function headline(message, compact, world) {
  const author = world.people.find(({ id }) => id === message.user) ?? { id: "", name: "Unknown person" };
  const time = element("time", { datetime: new Date(instantOfMessage(message)).toISOString() }, timeOfDay(instantOfMessage(message), world.zone));
  const whisper = message.ephemeral && element("p", { class: "whisper" }, icon(EYE), "Only visible to you");
  const name = element("strong", { class: compact ? "unseen" : "author" }, author.name);
  const badge = author.is_bot && !compact && element("span", { class: "badge" }, "APP");
  return [whisper, avatar(author), name, badge, " ", time].filter(Boolean);
}

/** A square with a person's initials, in a colour of their own. */
export function avatar({ id, name }) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => word[0]).join("").toUpperCase();
  const colour = [...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return element("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, initials);
}

function drawBody(body, message, channel, world) {
  const surface = { ...world, key: `${channel.id}/${message.ts}`, address: { channel: channel.id, message_ts: message.ts }, values: {} };
  const byApp = world.people.find(({ id }) => id === message.user)?.is_bot;
  if (byApp && message.blocks?.length) drawBlocks(body, message.blocks, surface);
  else body.replaceChildren(element("div", { class: "block text-only" }, mrkdwn(message.text, world)));
  const files = (message.files ?? []).map((file) => element("li", {}, element("a", { href: file.url_private, download: file.name }, file.name)));
  if (files.length) body.append(element("ul", { class: "files", "aria-label": "Files" }, files));
  if (message.edited) body.append(element("span", { class: "edited" }, "(edited)"));
}

function drawTools(node, message, channel, world) {
  const parent = message.thread_ts ?? message.ts;
  const reply = () => openReply(node, parent, channel, world);
  const shortcuts = () => world.messageShortcuts().map(({ name, description, callback_id }) => ({
    text: name,
    description,
    choose: () => world.act({ do: "message_shortcut", callback_id, channel: channel.id, message_ts: message.ts }),
  }));
  const items = () => [{ text: "Reply in thread", choose: reply }, ...shortcuts()];
  const more = [element("span", { class: "for-mouse" }, "More"), icon(DOTS)];
  return [
    element("button", { type: "button", class: "for-mouse", "aria-label": "Reply in thread", onclick: reply }, "Reply"),
    menuButton({ "aria-label": "More actions" }, more, "More actions", items),
  ];
}

function openReply(node, parent, channel, world) {
  const holder = node.closest("#messages > li").querySelector(":scope > .reply-place");
  if (!holder.firstChild) holder.append(replyBox(holder, parent, channel, world));
  holder.querySelector("input").focus();
}

function replyBox(holder, parent, channel, world) {
  const field = element("input", { type: "text", id: `reply ${parent}`, "aria-label": "Reply", placeholder: "Reply…", autocomplete: "off" });
  const send = async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    const answer = await world.act({ do: "say", channel: channel.id, text, thread_ts: parent });
    if (!answer.ok && !field.value) field.value = text;
  };
  const close = element("button", { type: "button", onclick: () => closeReply(holder) }, "Close");
  return element("form", { class: "reply", onsubmit: send }, field, element("button", { class: "primary" }, "Send"), close);
}

function closeReply(holder) {
  holder.replaceChildren();
  const tools = holder.closest("#messages > li").querySelector(":scope > .tools");
  [...tools.children].find((button) => button.checkVisibility())?.focus();
}
