'use strict';

// A list of hits that follows what is typed.

const vscode = require('vscode');
const { itemOf, messageItem } = require('./items');
const { Preview } = require('./preview');

class Picker {
  /**
   * @param {import('./searcher').Searcher} searcher
   * @param {import('./searcher').Settings & { limit: number, preview: boolean }} settings
   * @param {(error: Error) => Promise<boolean>} report shows an error; whether to try again
   */
  constructor(searcher, settings, report) {
    this.searcher = searcher;
    this.settings = settings;
    this.report = report;
    this.latest = 0;
    this.accepted = false;
    this.reported = new Set();
    this.preview = new Preview();
    this.list = vscode.window.createQuickPick();
    this.#setUp();
  }

  /** @param {string} query what is there at first */
  show(query) {
    this.list.value = query;
    this.list.show();
    return this.search(query);
  }

  /** Shows the hits of `query`; answers that come after a newer query are dropped. */
  async search(query) {
    const number = ++this.latest;
    if (query.trim() === '') {
      this.#fill([], '');
      return;
    }
    this.list.busy = true;
    try {
      const { hits, end } = await this.searcher.hits(this.settings, query, this.settings.limit);
      if (number === this.latest) this.#answer(hits, end);
    } catch (error) {
      if (number === this.latest && error.code !== 'cancelled') await this.#failed(error, query);
    }
  }

  #setUp() {
    const { list } = this;
    list.placeholder = 'Search, for example: 강화 학습, "언어 모델", title:diffusion, date:2024';
    list.matchOnDescription = false;
    list.matchOnDetail = false;
    keepOrder(list);
    list.onDidChangeValue((query) => this.search(query));
    list.onDidChangeActive(([item]) => this.#preview(item));
    list.onDidAccept(() => this.#open(list.activeItems[0], {}));
    list.onDidTriggerItemButton(({ item }) =>
      this.#open(item, { viewColumn: vscode.ViewColumn.Beside }));
    list.onDidHide(() => this.#end());
  }

  #answer(hits, end) {
    const aside = { iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: 'Open to the Side' };
    const items = hits.map((hit) => ({ ...itemOf(hit, this.settings.index), buttons: [aside] }));
    const warnings = end.warn.map(messageItem);
    const atLeast = end.exact === false ? 'at least ' : '';
    const none = items.length === 0 ? [messageItem('No section has this.')] : [];
    this.#fill([...items, ...none, ...warnings], `${items.length} of ${atLeast}${end.total} sections`);
  }

  async #failed(error, query) {
    this.#fill([messageItem(error.message)], '');
    if (this.reported.has(error.message)) return;
    this.reported.add(error.message);
    if (!(await this.report(error))) return;
    // The list closes when the focus goes to the message.
    this.list.hide();
    await new Picker(this.searcher, this.settings, this.report).show(query);
  }

  #fill(items, title) {
    this.list.busy = false;
    this.list.title = title;
    this.list.items = items;
  }

  #preview(item) {
    if (!item?.hit || !this.settings.preview) return Promise.resolve();
    return this.preview.show(item.hit, { preview: true, preserveFocus: true })
      .catch(() => {}); // What cannot be opened is reported when it is chosen.
  }

  async #open(item, options) {
    if (!item?.hit) return;
    this.accepted = true;
    this.list.hide();
    try {
      await this.preview.show(item.hit, { ...options, preview: false });
    } catch (error) {
      await this.report(error);
    }
  }

  #end() {
    this.latest += 1;
    this.list.dispose();
    if (!this.accepted) this.preview.restore().catch(() => {});
    // The matches stay highlighted for a moment after a jump.
    setTimeout(() => this.preview.dispose(), this.accepted ? 1500 : 0).unref?.();
  }
}

/** Keeps the ranking, where this version of the editor lets an extension say so. */
function keepOrder(list) {
  try {
    list.sortByLabel = false;
  } catch {
    // The list is then sorted by where the query is in the labels.
  }
}

module.exports = { Picker };
