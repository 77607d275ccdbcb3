'use strict';

// The part of the `vscode` API that the extension uses, as far as it can be without an editor:
// real files, a list whose fields the tests read, and a record of what was shown.

const fs = require('node:fs');
const Module = require('node:module');

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...at) {
    [this.start, this.end] =
      at.length === 4 ? [new Position(at[0], at[1]), new Position(at[2], at[3])] : at;
  }
}

class Emitter {
  listeners = [];
  event = (listener) => this.listeners.push(listener);
  fire(value) {
    return Promise.all(this.listeners.map((listener) => listener(value)));
  }
}

class TextDocument {
  constructor(uri) {
    this.uri = uri;
    this.text = fs.readFileSync(uri.fsPath, 'utf8');
  }

  getText(range) {
    if (!range) return this.text;
    const lines = this.text.split('\n').slice(range.start.line, range.end.line + 1);
    lines[lines.length - 1] = lines.at(-1).slice(0, range.end.character);
    return [lines[0].slice(range.start.character), ...lines.slice(1)].join('\n');
  }
}

class TextEditor {
  constructor(document, options) {
    this.document = document;
    this.viewColumn = options.viewColumn ?? 1;
    this.selections = options.selection ? [options.selection] : [];
    this.decorations = [];
  }

  get selection() {
    return this.selections[0];
  }

  setDecorations(_type, ranges) {
    this.decorations = ranges;
  }

  revealRange(range) {
    this.revealed = range;
  }
}

class QuickPick {
  #items = [];
  constructor() {
    Object.assign(this, { value: '', busy: false, title: undefined, activeItems: [], isShown: false });
    for (const name of ['ChangeValue', 'ChangeActive', 'Accept', 'TriggerItemButton', 'Hide']) {
      this[`emit${name}`] = new Emitter();
      this[`onDid${name}`] = this[`emit${name}`].event;
    }
    vscode.test.lists.push(this);
  }

  get items() {
    return this.#items;
  }

  set items(items) {
    if (this.isDisposed) throw new Error('the list is disposed');
    this.#items = items;
    this.activate(0);
  }

  show() {
    this.isShown = true;
  }

  hide() {
    if (!this.isShown) return;
    this.isShown = false;
    this.emitHide.fire();
  }

  dispose() {
    this.isDisposed = true;
  }

  // What a user does.

  type(value) {
    this.value = value;
    return this.emitChangeValue.fire(value);
  }

  activate(number) {
    this.activeItems = this.#items.slice(number, number + 1);
    return this.emitChangeActive.fire(this.activeItems);
  }

  accept() {
    return this.emitAccept.fire();
  }

  pressButton(number) {
    const item = this.#items[number];
    return this.emitTriggerItemButton.fire({ item, button: item.buttons[0] });
  }
}

const vscode = {
  /** What the tests set and read. */
  test: { commands: {}, settings: {}, lists: [], messages: [], answers: [], shown: [] },
  Position,
  Range,
  ThemeColor: class {},
  ThemeIcon: class {},
  TextEditorRevealType: { InCenterIfOutsideViewport: 2 },
  Uri: { file: (fsPath) => ({ scheme: 'file', fsPath }) },
  ViewColumn: { Active: -1, Beside: -2 },
  commands: {
    registerCommand(name, action) {
      vscode.test.commands[name] = action;
      return { dispose: () => delete vscode.test.commands[name] };
    },
  },
  window: {
    activeTextEditor: undefined,
    createQuickPick: () => new QuickPick(),
    createTextEditorDecorationType: () => ({ dispose() {} }),
    async showErrorMessage(message, ...actions) {
      vscode.test.messages.push({ message, actions });
      return vscode.test.answers.shift();
    },
    async showTextDocument(document, options = {}) {
      const editor = new TextEditor(document, options);
      vscode.window.activeTextEditor = editor;
      vscode.test.shown.push({ editor, options });
      return editor;
    },
  },
  workspace: {
    workspaceFolders: undefined,
    getConfiguration: (section) => ({ get: (name) => vscode.test.settings[`${section}.${name}`] }),
    openTextDocument: async (uri) => new TextDocument(uri),
  },
};

// `require('vscode')` finds this.
const load = Module._load;
Module._load = function (request, ...others) {
  return request === 'vscode' ? vscode : load.call(this, request, ...others);
};

module.exports = { vscode };
