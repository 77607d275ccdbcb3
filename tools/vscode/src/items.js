'use strict';

// What the list shows of a hit.

const path = require('node:path');

/**
 * @param {object} hit
 * @param {string} index folder of the index; files beside it are shown without its path
 */
function itemOf(hit, index) {
  return {
    label: shown(hit.title) || path.basename(hit.path),
    description: [`${shortened(hit.path, index)}:${hit.line}`, hit.date].filter(Boolean).join('  '),
    detail: shown(hit.line_text === hit.title ? hit.text : hit.line_text),
    // The daemon has chosen; what was typed need not be in the label.
    alwaysShow: true,
    hit,
  };
}

/** @param {string} message */
function messageItem(message) {
  return { label: `$(info) ${shown(message)}`, alwaysShow: true };
}

/** Text on one line, in which nothing is taken for an icon. */
function shown(text) {
  return text.replace(/\s+/g, ' ').trim().replace(/\$\(/g, '\\$(');
}

function shortened(file, index) {
  const relative = path.relative(path.dirname(index), file);
  return relative.startsWith('..') ? file : relative;
}

module.exports = { itemOf, messageItem };
