// The open place: a channel, direct messages, the app's Home, or what is said about the app.

import { drawAbout } from "./about.js";
import { drawBlocks } from "./blocks.js";
import { drawComposer } from "./composer.js";
import { element, part } from "./element.js";
import { drawMessages } from "./messages.js";
import { announce } from "./notices.js";
import { partner } from "./sidebar.js";

const NEAR_END_PX = 80;

/** Draw the place that is open, with its title and, for the app, its tabs. */
export function drawPlace(now) {
  const channel = now.channels.find(({ id }) => id === now.place);
  const withApp = channel ? channel.with === now.app()?.id : true;
  part("home").hidden = now.place !== "home";
  part("about").hidden = now.place !== "about";
  part("messages").hidden = part("beginning").hidden = !channel;
  part("composer").hidden = !channel || channel.archived;
  part("archived").hidden = !channel?.archived;
  drawTabs(now, withApp);
  const name = channel ? placeName(channel, now) : (now.app()?.name ?? "App");
  drawTitle(name, channel, now);
  if (channel) drawChannel(channel, name, now);
  else forgetPlace();
  if (now.place === "home") drawHome(now);
  if (now.place === "about") drawAbout(part("about"), now);
}

function forgetPlace() {
  delete part("messages").dataset.place;
  delete part("messages").dataset.seen;
}

const placeName = (channel, now) => (channel.kind === "im" ? partner(channel, now).name : `#${channel.name}`);

function drawTitle(name, channel, now) {
  const people = now.people.filter(({ is_bot: bot, deleted }) => !bot && !deleted).length;
  const topic = channel?.kind === "channel" ? [`${people} members`, channel.topic].filter(Boolean).join(" | ") : "";
  part("back").href = now.address(null);
  part("place-name").textContent = name;
  part("topic").textContent = topic;
  part("topic").hidden = !topic;
  document.title = `${name} – ${now.team.name}`;
}

function drawTabs(now, withApp) {
  part("tabs").hidden = !withApp;
  for (const [id, place] of [["home-tab", "home"], ["messages-tab", now.directWithApp()?.id], ["about-tab", "about"]]) {
    part(id).hidden = !place;
    part(id).href = now.address(place);
    if (now.place === place) part(id).setAttribute("aria-current", "page");
    else part(id).removeAttribute("aria-current");
  }
}

function drawChannel(channel, name, now) {
  const scroll = part("scroll");
  const list = part("messages");
  const shown = `${now.me.id}/${channel.id}`;
  const moved = list.dataset.place !== shown;
  const isInSight = scroll.checkVisibility(); // on a phone the list of places may cover it
  const atEnd = list.dataset.seen !== shown || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END_PX;
  if (moved) list.replaceChildren();
  list.dataset.place = shown;
  list.dataset.seen = isInSight ? shown : "";
  part("beginning").textContent = `This is where ${channel.kind === "im" ? `your messages with ${name} begin` : `${name} begins`}.`;
  announceNews(channel, moved, now);
  drawMessages(list, channel, now);
  drawComposer(part("composer"), channel, name, now);
  if (atEnd) showEnd();
  if (channel.unread && isInSight && document.visibilityState === "visible") now.act({ do: "read", channel: channel.id });
}

/** Go to the newest message, as after sending one. */
export function showEnd() {
  part("scroll").scrollTop = part("scroll").scrollHeight;
}

let announcedUpTo = "";

function announceNews(channel, moved, now) {
  const news = moved ? [] : channel.messages.filter(({ ts, user }) => Number(ts) > Number(announcedUpTo) && user !== now.me.id);
  announcedUpTo = channel.messages.reduce((last, { ts }) => (Number(ts) > Number(last) ? ts : last), moved ? "0" : announcedUpTo);
  if (!news.length) return;
  const said = news.map(({ user, text }) => `${now.people.find(({ id }) => id === user)?.name}: ${text}`);
  announce(said.join("\n"));
}

function drawHome(now) {
  const home = part("home");
  if (!now.home) return home.replaceChildren(element("p", { class: "empty" }, `${now.app()?.name ?? "The app"} has not published a Home yet.`));
  const surface = { ...now, key: `home/${now.me.id}`, address: { view_id: now.home.id }, values: now.home.state?.values ?? {} };
  drawBlocks(home, now.home.blocks, surface);
}
