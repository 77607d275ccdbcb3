'use strict';

// Where the matches of a hit are in a text. Columns and ranges count UTF-16 code units.

/**
 * @typedef {object} Place
 * @property {number} line from 0
 * @property {number} column from 0, of the first match
 * @property {[number, number][]} matches ranges of columns of the line
 */

/**
 * The place of `hit` in a text of `lines`. If its line has moved since the file was indexed, that
 * line is looked for.
 * @param {object} hit
 * @param {string[]} lines
 * @returns {Place}
 */
function placeOf(hit, lines) {
  const told = Math.min(hit.line - 1, lines.length - 1);
  const found = hit.line_text.trim() === '' ? undefined : find(hit, lines, told);
  if (!found) {
    return { line: told, column: Math.min(hit.col - 1, lines[told].length), matches: [] };
  }
  const matches = hit.line_hl.map(([start, end]) => [found.start + start, found.start + end]);
  return { line: found.line, column: matches[0]?.[0] ?? found.start, matches };
}

/** Where the hit's text of the line begins: where it was, on its line, or on the nearest. */
function find(hit, lines, told) {
  const expected = hit.col - 1 - (hit.line_hl[0]?.[0] ?? 0);
  if (expected >= 0 && lines[told].startsWith(hit.line_text, expected)) {
    return { line: told, start: expected };
  }
  for (let away = 0; away < lines.length; away += 1) {
    for (const line of away === 0 ? [told] : [told + away, told - away]) {
      const start = lines[line]?.indexOf(hit.line_text) ?? -1;
      if (start >= 0) return { line, start };
    }
  }
  return undefined;
}

module.exports = { placeOf };
