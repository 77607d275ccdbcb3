'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, beforeEach, test } = require('node:test');
const { vscode } = require('./fake-vscode');
const { activate } = require('../src/extension');
const { Scratch, program, scriptedServer, until } = require('./support');
const { transcript } = require('./transcript');

const manifest = require('../package.json');
const english = require('../package.nls.json');
const korean = require('../package.nls.ko.json');

let scratch;
const context = { subscriptions: [] };

before(async () => {
  scratch = new Scratch();
  await scratch.serve();
  activate(context);
});

after(async () => {
  for (const subscription of context.subscriptions) subscription.dispose();
  await scratch.end();
});

beforeEach(async () => {
  const defaults = Object.entries(manifest.contributes.configuration.properties)
    .map(([name, { default: value }]) => [name, value]);
  Object.assign(vscode.test, {
    settings: { ...Object.fromEntries(defaults), 'pidx.program': program },
    lists: [], messages: [], answers: [], shown: [],
  });
  vscode.window.activeTextEditor = undefined;
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(scratch.folder) }];
});

/** Opens the list. */
async function open(command = 'pidx.search') {
  await vscode.test.commands[command]();
  return vscode.test.lists.at(-1);
}

/** Opens a file, with the selection between two columns of a line. */
async function edit(name, line, start, end) {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(scratch.path(name)));
  const editor = await vscode.window.showTextDocument(
    document, { selection: new vscode.Range(line, start, line, end) });
  vscode.test.shown = [];
  return editor;
}

const shownNow = () => vscode.test.shown.at(-1);

test('typing shows hits in the order of the daemon', async () => {
  const list = await open();
  assert.deepEqual(list.items, []);
  await list.type('가우시안 스플래ㅌ');
  assert.match(list.title, /^\d+ of \d+ sections$/);
  assert.ok(list.items.length > 1);
  assert.equal(list.sortByLabel, false);
  assert.ok(list.items.every((item) => item.alwaysShow));
  const gaussian = list.items.find((item) => item.label.startsWith('3D Gaussian Splatting'));
  assert.match(gaussian.description, /^corpus\/papers\/2023\/12\/05\.md:\d+ {2}2023-12-05$/);
  assert.match(gaussian.detail, /가우시안|스플래팅/);
  await list.type('  ');
  assert.deepEqual(list.items, []);
});

test('the selected hit is previewed, and its matches highlighted', async () => {
  const list = await open();
  await list.type('zebracrossing');
  await until(shownNow, 'a preview');
  const { editor, options } = shownNow();
  assert.equal(editor.document.uri.fsPath, scratch.path('corpus/extra/넓은 글자.md'));
  assert.deepEqual([options.preview, options.preserveFocus], [true, true]);
  assert.equal(editor.decorations.length, 1);
  assert.equal(editor.document.getText(editor.decorations[0]), 'zebracrossing');
});

test('a chosen hit is opened at its line and column', async () => {
  const list = await open();
  await list.type('BM25');
  const number = list.items.findIndex((item) => item.label.startsWith('Dense Passage'));
  await list.activate(number);
  await list.accept();
  const { editor, options } = shownNow();
  assert.equal(options.preview, false);
  assert.equal(editor.selection.start.line, 7);
  assert.equal(editor.selection.start.character, 52);
  assert.equal(editor.document.getText(editor.decorations[0]), 'BM25');
  assert.ok(list.isDisposed);
});

test('a hit can be opened to the side', async () => {
  const list = await open();
  await list.type('zebracrossing');
  await list.pressButton(0);
  assert.equal(shownNow().options.viewColumn, vscode.ViewColumn.Beside);
});

test('without a choice the editor is as it was', async () => {
  const before = await edit('corpus/README.md', 2, 1, 4);
  const list = await open();
  await list.type('zebracrossing');
  await until(shownNow, 'a preview');
  list.hide();
  await until(() => shownNow().editor.document.uri.fsPath === before.document.uri.fsPath, 'the editor');
  assert.deepEqual(shownNow().editor.selections, before.selections);
});

test('without preview nothing is opened until a hit is chosen', async () => {
  vscode.test.settings['pidx.preview'] = false;
  const list = await open();
  await list.type('zebracrossing');
  await list.activate(0);
  assert.equal(shownNow(), undefined);
  await list.accept();
  assert.equal(shownNow().editor.selection.start.character, '가나다라 😀 마바사 '.length);
});

test('the selection is searched for', async () => {
  await edit('corpus/extra/넓은 글자.md', 2, 12, 25);
  const list = await open('pidx.searchSelection');
  assert.equal(list.value, 'zebracrossing');
  assert.equal(list.items.length, 1);
});

test('nothing in a text is taken for an icon', async () => {
  const list = await open();
  await list.type('quaggamark');
  assert.equal(list.items[0].detail, 'quaggamark \\$(alert) and `\\$(sync~spin)`');
});

test('superseded queries leave no trace', async () => {
  const list = await open();
  await Promise.all(['학', '학습', '강화 학습', 'zebracrossing'].map((query) => list.type(query)));
  assert.deepEqual(list.items.map((item) => item.label), ['넓은 글자']);
  assert.equal(list.busy, false);
  assert.deepEqual(vscode.test.messages, []);
});

test('an answer that comes after that of a newer query is dropped', async () => {
  const socket = scratch.path('late.sock');
  let held;
  const server = await scriptedServer(socket, ({ id, q }, client) => {
    const answer = (total) => client.write(`{"id":${id},"t":"end","ok":true,"total":${total},"warn":[]}\n`);
    if (q === 'old') held = answer;
    else answer(2);
  });
  vscode.test.settings['pidx.socket'] = socket;
  const list = await open();
  const old = list.type('old');
  await list.type('new');
  await until(() => held, 'the first query');
  held(1);
  await old;
  assert.equal(list.title, '0 of 2 sections');
  server.close();
});

test('warnings, and that nothing was found, are in the list', async () => {
  const list = await open();
  await list.type('(증류');
  assert.match(list.items.at(-1).label, /^\$\(info\) the parenthesis in \(증류 has no other half/);
  await list.type('qqqqqqqqqqqq');
  assert.deepEqual(list.items.map((item) => item.label), ['$(info) No section has this.']);
  await list.accept();
  assert.equal(list.isDisposed, undefined);
});

test('an absent daemon is reported once, and started on request', async () => {
  const socket = scratch.path('on-request.sock');
  vscode.test.settings['pidx.socket'] = socket;
  const list = await open();
  await list.type('증');
  await list.type('증류');
  assert.equal(vscode.test.messages.length, 1);
  assert.match(vscode.test.messages[0].message, /^No daemon of pidx is running: run "pidx serve [^\n]*$/);
  assert.match(list.items[0].label, /No daemon of pidx is running/);
  list.hide();

  vscode.test.answers = ['Start It'];
  const second = await open();
  await second.type('증류');
  const third = vscode.test.lists.at(-1);
  assert.notEqual(second, third);
  assert.ok(third.items.length > 1);
  const { Connection } = require('../src/connection');
  const connection = await Connection.open(socket);
  const { parts } = await connection.request({ op: 'status' }, 60_000);
  process.kill(parts[0].server.pid, 'SIGTERM');
  await until(() => !connection.isOpen, 'the end of the daemon');
});

test('errors of the daemon are shown', async () => {
  const list = await open();
  await list.type('가'.repeat(9000));
  assert.match(vscode.test.messages[0].message, /8,?192/);
});

test('a file that went is reported', async () => {
  const list = await open();
  await list.type('zebracrossing');
  await list.activate(0);
  list.activeItems = [{ ...list.items[0], hit: { ...list.items[0].hit, path: '/nowhere.md' } }];
  await list.accept();
  assert.match(vscode.test.messages[0].message, /nowhere\.md/);
});

test('no index is reported with the remedy', async () => {
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file('/') }];
  await open();
  assert.match(vscode.test.messages[0].message, /^No index of pidx is here: run "pidx build FOLDER"/);
  assert.equal(vscode.test.lists.length, 0);
});

test('the index may be set, relative to the workspace folder', async () => {
  vscode.workspace.workspaceFolders = [{ uri: vscode.Uri.file(scratch.path('corpus')) }];
  vscode.test.settings['pidx.index'] = '../index';
  const list = await open();
  await list.type('zebracrossing');
  assert.equal(list.items.length, 1);
});

test('the manifest agrees with the code and its texts', () => {
  const commands = manifest.contributes.commands.map(({ command }) => command);
  assert.deepEqual(Object.keys(vscode.test.commands).sort(), commands.sort());
  const used = JSON.stringify(manifest).match(/(?<="%)[\w.]+(?=%")/g);
  assert.deepEqual([...used].sort(), Object.keys(english).sort());
  assert.deepEqual(Object.keys(korean).sort(), Object.keys(english).sort());
  const source = fs.readFileSync(path.join(__dirname, '../src/extension.js'), 'utf8');
  const read = [...source.matchAll(/all\.get\('(\w+)'/g)].map(([, name]) => `pidx.${name}`);
  assert.deepEqual(read.sort(), Object.keys(manifest.contributes.configuration.properties).sort());
});

for (const page of ['../README.md', '../../../README.md', '../../../README.ko.md']) {
  test(`the transcript in ${page} has what the list shows`, async () => {
    const text = fs.readFileSync(path.join(__dirname, page), 'utf8');
    const [query, title, ...items] = text.match(/```text\n> ([^`]*)```/)[1].trimEnd().split('\n');
    const list = await open();
    await list.type(query);
    const shown = transcript(list).split('\n');
    assert.match(title, /^\d+ of \d+ sections$/);
    assert.ok(items.length > 3);
    for (const line of items) assert.ok(shown.includes(line), `${line}\nin\n${shown.join('\n')}`);
  });
}
