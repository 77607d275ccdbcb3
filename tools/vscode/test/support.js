'use strict';

// A scratch folder with an index of corpus/, and the real daemon. PIDX names the binary.

const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');

const program = path.resolve(process.env.PIDX ?? fail('set PIDX to the path of pidx'));
const top = path.resolve(__dirname, '../../..');

function fail(message) {
  throw new Error(message);
}

/** A folder with an index, and its own place for sockets. */
class Scratch {
  constructor() {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pidx-vscode-')));
    this.index = path.join(this.folder, 'index');
    this.daemons = [];
    process.env.XDG_RUNTIME_DIR = path.join(this.folder, 'run');
    fs.mkdirSync(process.env.XDG_RUNTIME_DIR, { mode: 0o700 });
    fs.cpSync(path.join(top, 'corpus'), path.join(this.folder, 'corpus'), { recursive: true });
    this.write('corpus/extra/넓은 글자.md', '# 넓은 글자\n\n가나다라 😀 마바사 zebracrossing 아자차\n');
    this.write('corpus/extra/nfd.md', `# 자모\n\n${'가나다 두루마리휴지 있음'.normalize('NFD')}\n`);
    this.write('corpus/extra/icons.md', '# Icons\n\nquaggamark $(alert) and `$(sync~spin)`\n');
    execFileSync(program, ['build', '--index', this.index, path.join(this.folder, 'corpus')]);
  }

  path(name) {
    return path.join(this.folder, name);
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
    fs.writeFileSync(this.path(name), text);
  }

  settings(others = {}) {
    return { program, index: this.index, socket: undefined, autoStart: false, ...others };
  }

  /** Starts a daemon; resolves when it listens. */
  serve() {
    const daemon = spawn(program, ['serve', '--index', this.index], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.daemons.push(daemon);
    return new Promise((resolve, reject) => {
      let log = '';
      daemon.stderr.on('data', (text) => {
        log += text;
        if (log.includes('listening')) resolve(daemon);
      });
      daemon.once('exit', () => reject(new Error(log)));
    });
  }

  /** Ends a daemon. */
  stop(daemon) {
    return new Promise((resolve) => {
      if (daemon.exitCode !== null || daemon.signalCode !== null) {
        resolve();
        return;
      }
      daemon.once('exit', resolve);
      daemon.kill('SIGTERM');
    });
  }

  async end() {
    for (const daemon of this.daemons) await this.stop(daemon);
    fs.rmSync(this.folder, { recursive: true });
  }
}

/**
 * A server that sends what `answer` returns for each line.
 * @param {string} socketPath
 * @param {(request: object, socket: net.Socket) => void} answer
 */
function scriptedServer(socketPath, answer) {
  const server = net.createServer((socket) => {
    let rest = '';
    socket.setEncoding('utf8');
    socket.on('error', () => {});
    socket.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) answer(JSON.parse(line), socket);
    });
  });
  return new Promise((resolve) => server.listen(socketPath, () => resolve(server)));
}

/** Waits until `condition` returns something. */
async function until(condition, what) {
  const deadline = Date.now() + 120_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > deadline) fail(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

module.exports = { Scratch, program, scriptedServer, until };
