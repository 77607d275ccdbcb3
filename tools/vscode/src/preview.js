'use strict';

// Shows hits in the editor, and puts back what was there.

const vscode = require('vscode');
const { placeOf } = require('./places');

class Preview {
  constructor() {
    this.before = vscode.window.activeTextEditor;
    this.selections = this.before?.selections;
    this.visible = this.before?.visibleRanges?.[0];
    this.latest = 0;
    this.isChanged = false;
    this.decoration = vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
      borderColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
    });
  }

  /**
   * Shows the hit, unless another one is to be shown by the time its file is open.
   * @param {object} hit
   * @param {object} options of showTextDocument
   */
  async show(hit, options) {
    const number = ++this.latest;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(hit.path));
    if (number !== this.latest) return;
    this.isChanged = true;
    const place = placeOf(hit, document.getText().split(/\r\n|\r|\n/));
    const position = new vscode.Position(place.line, place.column);
    const editor = await vscode.window.showTextDocument(document, {
      ...options,
      selection: new vscode.Range(position, position),
    });
    const ranges = place.matches.map(
      ([start, end]) => new vscode.Range(place.line, start, place.line, end));
    editor.setDecorations(this.decoration, ranges);
    editor.revealRange(
      new vscode.Range(position, position), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** Puts back the editor and its selections. */
  async restore() {
    this.latest += 1;
    if (!this.isChanged || !this.before) return;
    const editor = await vscode.window.showTextDocument(this.before.document, {
      viewColumn: this.before.viewColumn,
      preview: false,
    });
    editor.selections = this.selections;
    if (this.visible) editor.revealRange(this.visible);
  }

  dispose() {
    this.decoration.dispose();
  }
}

module.exports = { Preview };
