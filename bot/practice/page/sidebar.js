// The list of channels, direct messages and apps.

import { element, redraw } from "./element.js";
import { avatar } from "./messages.js";
import { announce } from "./notices.js";

/** Draw the sidebar; `world.place` is what is open, `world.address(place)` its link. */
export function drawSidebar(world) {
  const channels = world.channels.filter(({ kind }) => kind === "channel");
  const people = world.channels.filter(({ kind }) => kind === "im");
  const groups = [
    ["Channels", channels.map((channel) => channelEntry(channel, `# ${channel.name}`, null, world))],
    ["Direct messages", people.map((channel) => conversationEntry(channel, world))],
    ["Apps", [homeEntry(world)]],
  ];
  document.getElementById("team").textContent = world.team.name;
  redraw(document.getElementById("places"), groups.map(([title, entries]) => ({
    key: title, signature: entries.map(({ signature }) => signature).join(), draw: (before) => drawGroup(before ?? newGroup(title), entries),
  })));
  announceUnread(world);
}

let counted = {}; // {person, unread by channel}

/** Say where something unread has come in besides the place that is open, whose messages are read out. */
function announceUnread({ me, place, channels, people }) {
  const before = counted.person === me.id ? counted.unread : null;
  counted = { person: me.id, unread: Object.fromEntries(channels.map(({ id, unread }) => [id, unread])) };
  const grown = channels.filter(({ id, unread }) => before && id !== place && unread > (before[id] ?? 0));
  if (grown.length) announce(grown.map((channel) => `${channel.kind === "im" ? partner(channel, { people }).name : `#${channel.name}`}: ${channel.unread} unread`).join(", "));
}

const newGroup = (title) => element("section", { "aria-label": title }, element("h2", {}, title), element("ul"));

function drawGroup(group, entries) {
  redraw(group.querySelector("ul"), entries);
  return group;
}

/** The other person of a direct message. */
export const partner = (channel, world) => world.people.find(({ id }) => id === channel.with) ?? { id: "", name: "Unknown person" };

function conversationEntry(channel, world) {
  const other = partner(channel, world);
  return channelEntry(channel, other.id === world.me.id ? `${other.name} (you)` : other.name, other, world);
}

function channelEntry(channel, name, person, world) {
  return link(channel.id, name, person, channel.unread, world);
}

const homeEntry = (world) => link("home", `${world.app()?.name ?? "App"} Home`, world.app(), 0, world);

function link(place, name, person, unread, world) {
  const open = world.place === place;
  return { key: place, signature: JSON.stringify([name, unread, open, world.me.id]), draw: () => element("li", {}, anchor(place, name, person, unread, open, world)) };
}

function anchor(place, name, person, unread, open, world) {
  const count = unread > 0 && element("span", { class: "count" }, String(unread), element("span", { class: "unseen" }, " unread"));
  return element("a", { href: world.address(place), class: unread > 0 ? "unread" : null, "aria-current": open ? "page" : null },
    person && avatar(person), element("span", { class: "name" }, name), count);
}
