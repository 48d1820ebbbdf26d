// Block Kit's selects, all as comboboxes.

import { combobox } from "./combobox.js";
import { control, controlId, dispatches, entered, press } from "./controls.js";
import { folded } from "./text.js";

const MINIMUM_QUERY = 3;

/** Draw a select whose options come with it. */
export function staticSelect(definition, block, surface, naming) {
  const before = entered(surface, block, definition);
  const chosen = staticChosen(definition, before ? before.selected_option : definition.initial_option);
  return select(definition, block, surface, naming, { chosen, search: (typed) => matching(staticGroups(definition), typed), ...oneOption });
}

/** Draw a select of several options that come with it. */
export function multiStaticSelect(definition, block, surface, naming) {
  const before = entered(surface, block, definition)?.selected_options ?? definition.initial_options ?? [];
  const chosen = before.flatMap((option) => staticChosen(definition, option));
  return select(definition, block, surface, naming, {
    chosen, search: (typed) => matching(staticGroups(definition), typed), ...manyOptions, most: definition.max_selected_items,
  });
}

/** Draw a select whose options the app gives as one types. */
export function externalSelect(definition, block, surface, naming) {
  const before = entered(surface, block, definition);
  const option = before ? before.selected_option : definition.initial_option;
  const search = (typed) => askApp(definition, block, surface, typed);
  return select(definition, block, surface, naming, { chosen: option ? [asChoice(option)] : [], search, ...oneOption });
}

/** Draw a select of one person. */
export function usersSelect(definition, block, surface, naming) {
  const before = entered(surface, block, definition);
  const id = before ? before.selected_user : definition.initial_user;
  const search = (typed) => matching([{ options: personChoices(surface) }], typed);
  return select(definition, block, surface, naming, {
    chosen: personChoices(surface).filter(({ key }) => key === id), search, read: ([one]) => ({ selected_user: one?.key ?? null }),
  });
}

/** Draw a select of several people. */
export function multiUsersSelect(definition, block, surface, naming) {
  const ids = entered(surface, block, definition)?.selected_users ?? definition.initial_users ?? [];
  const search = (typed) => matching([{ options: personChoices(surface) }], typed);
  return select(definition, block, surface, naming, {
    chosen: personChoices(surface).filter(({ key }) => ids.includes(key)), search,
    multiple: true, most: definition.max_selected_items, read: (chosen) => ({ selected_users: chosen.map(({ key }) => key) }),
  });
}

/** Draw a select of one channel. */
export const channelsSelect = placeSelect("selected_channel", "initial_channel");

/** Draw a select of one conversation. */
export const conversationsSelect = placeSelect("selected_conversation", "initial_conversation");

/** Draw a select of several channels. */
export const multiChannelsSelect = placesSelect("selected_channels", "initial_channels");

/** Draw a select of several conversations. */
export const multiConversationsSelect = placesSelect("selected_conversations", "initial_conversations");

function placeSelect(key, preset) {
  return (definition, block, surface, naming) => {
    const before = entered(surface, block, definition);
    const id = before ? before[key] : definition[preset];
    const choices = placeChoices(definition, surface);
    return select(definition, block, surface, naming, {
      chosen: choices.filter((choice) => choice.key === id), search: (typed) => matching([{ options: choices }], typed),
      read: ([one]) => ({ [key]: one?.key ?? null }),
    });
  };
}

function placesSelect(key, preset) {
  return (definition, block, surface, naming) => {
    const ids = entered(surface, block, definition)?.[key] ?? definition[preset] ?? [];
    const choices = placeChoices(definition, surface);
    return select(definition, block, surface, naming, {
      chosen: choices.filter((choice) => ids.includes(choice.key)), search: (typed) => matching([{ options: choices }], typed),
      multiple: true, most: definition.max_selected_items, read: (chosen) => ({ [key]: chosen.map((choice) => choice.key) }),
    });
  };
}

/** The conversations that a select offers: public channels, and direct messages unless it leaves them out. */
function placeChoices({ type, filter }, { channels, people }) {
  const kinds = type.includes("channels") ? ["public"] : (filter?.include ?? ["public", "im"]);
  const isOffered = ({ kind, archived }) => !archived && kinds.includes(kind === "im" ? "im" : "public") && !(kind === "im" && filter?.exclude_bot_users);
  const named = (channel) => (channel.kind === "im" ? people.find(({ id }) => id === channel.with)?.name : `#${channel.name}`);
  return channels.filter(isOffered).map((channel) => ({ key: channel.id, text: named(channel) }));
}

/** Draw a select of several options that the app gives as one types. */
export function multiExternalSelect(definition, block, surface, naming) {
  const before = entered(surface, block, definition)?.selected_options ?? definition.initial_options ?? [];
  const search = (typed) => askApp(definition, block, surface, typed);
  return select(definition, block, surface, naming, { chosen: before.map(asChoice), search, ...manyOptions, most: definition.max_selected_items });
}

const oneOption = { read: ([one]) => ({ selected_option: one?.option ?? null }) };
const manyOptions = { multiple: true, read: (chosen) => ({ selected_options: chosen.map(({ option }) => option) }) };

function select(definition, block, surface, naming, { chosen, search, read, multiple, most }) {
  const placeholder = definition.placeholder?.text ?? "Choose…";
  const changed = () => dispatches(block) && press(node, surface, block, definition, read(node.chosen));
  const named = { "aria-label": placeholder, autofocus: definition.focus_on_load, ...naming };
  const node = combobox({
    id: controlId(surface, block, definition), placeholder, multiple, most, chosen, search, changed, naming: named,
  });
  return control(node, block, definition, () => ({ type: definition.type, ...read(node.chosen) }));
}

const asChoice = (option) => ({
  text: option.text.text, description: option.description?.text, key: option.value, option,
});

const personChoices = ({ people }) =>
  people.filter(({ deleted }) => !deleted).map(({ id, name, title }) => ({ key: id, text: name, description: title }));

function staticGroups({ options, option_groups: groups }) {
  if (groups) return groups.map((group) => ({ label: group.label.text, options: group.options.map(asChoice) }));
  return [{ options: options.map(asChoice) }];
}

function staticChosen(definition, option) {
  if (!option) return [];
  return staticGroups(definition).flatMap(({ options }) => options).filter(({ key }) => key === option.value);
}

function matching(groups, typed) {
  const wanted = folded(typed.trim());
  return groups
    .map(({ label, options }) => ({ label, options: options.filter(({ text }) => folded(text).includes(wanted)) }))
    .filter(({ options }) => options.length);
}

async function askApp(definition, block, surface, typed) {
  const least = definition.min_query_length ?? MINIMUM_QUERY;
  if (typed.trim().length < least) return Object.assign([], { hint: `Type ${least} or more letters to search` });
  const answer = await surface.act({
    do: "options", ...surface.address, block_id: block.block_id, action_id: definition.action_id, value: typed,
  });
  if (!answer.ok) return Object.assign([], { hint: "The list could not be loaded" });
  return answer.option_groups?.length ? staticGroups(answer) : [{ options: (answer.options ?? []).map(asChoice) }];
}
