'use strict';

/** What a list shows, as text: what was typed, the title, and two lines an item. */
function transcript(list) {
  const items = list.items.flatMap(({ label, description, detail }) => [
    `  ${label}  ${description ?? ''}`.trimEnd(),
    ...(detail ? [`      ${detail}`] : []),
  ]);
  return [`> ${list.value}`, list.title, ...items].join('\n');
}

module.exports = { transcript };
