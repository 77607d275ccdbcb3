'use strict';

// Where the daemon of an index listens, and how it is started.

const { execFile, spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { PidxError } = require('./errors');

/** Seconds without a client after which a daemon that was started from here ends. */
const exitIdle = 600;

/**
 * The nearest folder called index that is one, in `folder` or above it.
 * @param {string} folder
 * @returns {string | undefined}
 */
function nearestIndex(folder) {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const index = path.join(at, 'index');
    if (fs.existsSync(path.join(index, 'pidx.manifest'))) return index;
    if (at === path.dirname(at)) return undefined;
  }
}

/**
 * The path of the socket where the daemon of `index` listens, if it runs.
 * @param {string} program
 * @param {string} index
 * @returns {Promise<string>}
 */
function socketPath(program, index) {
  const options = { cwd: '/', encoding: 'utf8', timeout: 10_000 };
  return new Promise((resolve, reject) => {
    execFile(program, ['serve', '--where', '--index', index], options, (error, stdout, stderr) => {
      if (!error) resolve(stdout.trimEnd());
      else if (error.code === 'ENOENT') reject(noProgram(program));
      else reject(new PidxError('program', lastLine(stderr) || error.message));
    });
  });
}

/**
 * Starts the daemon of `index` at `socket`.
 * @param {string} program
 * @param {string} index
 * @param {string} socket
 * @param {() => Promise<T | undefined>} connect is tried until it resolves to something
 * @param {number} patience milliseconds
 * @returns {Promise<T>}
 * @template T
 */
async function startDaemon(program, index, socket, connect, patience) {
  const daemon = launch(program, index, socket);
  const deadline = Date.now() + patience;
  let connection;
  while (!(connection = await connect()) && !daemon.ended && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // It may have ended because another one had just started.
  connection ??= await connect();
  daemon.release();
  if (connection) return connection;
  throw daemon.error ?? new PidxError('start', `The daemon of pidx does not start: ${daemon.why()}`);
}

function launch(program, index, socket) {
  const log = [];
  const child = spawn(
    program,
    ['serve', '--index', index, '--socket', socket, '--exit-idle', String(exitIdle)],
    { cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const daemon = {
    ended: false,
    error: undefined,
    why: () => lastLine(log.join('')) || 'it does not say why.',
    // The pipe stays open, since the daemon writes its log to it, but nothing waits for it.
    release: () => {
      child.unref();
      child.stderr.unref();
    },
  };
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text) => {
    log.push(text);
    if (log.length > 100) log.shift();
  });
  child.once('close', () => (daemon.ended = true));
  child.once('error', () => {
    daemon.ended = true;
    daemon.error = noProgram(program);
  });
  return daemon;
}

/** @param {string} index @param {string} [socket] */
function commandLine(index, socket) {
  const quoted = [index, socket].filter(Boolean).map(shellQuoted);
  return `pidx serve --index ${quoted[0]}${socket ? ` --socket ${quoted[1]}` : ''}`;
}

function shellQuoted(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

function noProgram(program) {
  return new PidxError(
    'program', `There is no program "${program}": install pidx, or set pidx.program to its path.`);
}

function lastLine(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  return lines.at(-1)?.replace(/^pidx: /, '');
}

module.exports = { commandLine, nearestIndex, socketPath, startDaemon };
