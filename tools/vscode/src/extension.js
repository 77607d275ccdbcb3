'use strict';

const path = require('node:path');
const vscode = require('vscode');
const { nearestIndex } = require('./daemon');
const { PidxError } = require('./errors');
const { Picker } = require('./picker');
const { Searcher } = require('./searcher');

/** @param {vscode.ExtensionContext} context */
function activate(context) {
  const searcher = new Searcher();
  context.subscriptions.push(
    searcher,
    vscode.commands.registerCommand('pidx.search', () => search(searcher, '')),
    vscode.commands.registerCommand('pidx.searchSelection', () => search(searcher, selectedText())),
  );
}

function deactivate() {}

/** Opens the list of hits. */
async function search(searcher, query) {
  let settings;
  try {
    settings = readSettings();
  } catch (error) {
    await report(error, undefined);
    return;
  }
  await new Picker(searcher, settings, (error) => report(error, settings)).show(query);
}

function selectedText() {
  const editor = vscode.window.activeTextEditor;
  return editor ? editor.document.getText(editor.selection).split(/[\r\n]/, 1)[0] : '';
}

function readSettings() {
  const file = vscode.window.activeTextEditor?.document.uri;
  const all = vscode.workspace.getConfiguration('pidx', file);
  return {
    program: all.get('program'),
    index: indexFolder(all.get('index'), file),
    socket: all.get('socket') || undefined,
    autoStart: all.get('autoStart'),
    limit: all.get('limit'),
    preview: all.get('preview'),
  };
}

/** The folder of the index: what is set, or the nearest one. */
function indexFolder(set, file) {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  if (set) return path.resolve(folders[0] ?? '/', set);
  const starts = file?.scheme === 'file' ? [path.dirname(file.fsPath), ...folders] : folders;
  for (const start of starts) {
    const index = nearestIndex(start);
    if (index) return index;
  }
  throw new PidxError(
    'index', 'No index of pidx is here: run "pidx build FOLDER" in this folder, or set pidx.index.');
}

/** Shows an error; whether what failed is to be tried again. */
async function report(error, settings) {
  const start = 'Start It';
  const actions = error.code === 'absent' && settings ? [start] : [];
  const chosen = await vscode.window.showErrorMessage(error.message, ...actions);
  if (chosen !== start) return false;
  settings.autoStart = true;
  return true;
}

module.exports = { activate, deactivate };
