'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { after, before, test } = require('node:test');
const { Connection } = require('../src/connection');
const { commandLine, nearestIndex, socketPath } = require('../src/daemon');
const { placeOf } = require('../src/places');
const { Searcher } = require('../src/searcher');
const { Scratch, scriptedServer, until } = require('./support');

let scratch;
let searcher;

before(async () => {
  scratch = new Scratch();
  await scratch.serve();
  searcher = new Searcher(60_000);
});

after(async () => {
  searcher.dispose();
  await scratch.end();
});

async function ask(query) {
  return (await searcher.hits(scratch.settings(), query, 20)).hits;
}

const doc = (hit) => `${hit.path}:${hit.line}`;

test('columns and ranges count UTF-16 code units', async () => {
  let checked = 0;
  for (const query of ['BM25', 'zebracrossing', '두루마리휴지', '강화 학습', '스플래팅', 'diffusion']) {
    for (const hit of await ask(query)) {
      const lines = fs.readFileSync(hit.path, 'utf8').split('\n');
      const place = placeOf(hit, lines);
      if (hit.path.endsWith('.jsonl')) continue;
      assert.equal(place.line, hit.line - 1);
      place.matches.forEach(([start, end], number) => {
        const match = hit.line_text.slice(...hit.line_hl[number]);
        assert.equal(lines[place.line].slice(start, end), match, doc(hit));
        checked += 1;
      });
    }
  }
  assert.ok(checked > 30, `${checked} matches`);
  const [wide] = await ask('zebracrossing');
  assert.equal(wide.col, '가나다라 😀 마바사 '.length + 1);
  assert.equal(wide.line_text.slice(...wide.line_hl[0]), 'zebracrossing');
});

test('queries may be decomposed or half-composed', async () => {
  const whole = (await ask('스플래팅')).map(doc);
  assert.ok(whole.length > 0);
  assert.deepEqual((await ask('스플래팅'.normalize('NFD'))).map(doc), whole);
  for (const query of ['스플래ㅌ', '스플래\u1110', '스플래티', '스플래티'.normalize('NFD')]) {
    const found = (await ask(query)).map(doc);
    assert.ok(found.some((place) => whole.includes(place)), query);
  }
});

test('of many queries in a row the last is answered, and each has one end', async () => {
  const ends = await Promise.all(
    Array.from({ length: 40 }, () =>
      searcher.hits(scratch.settings(), '학습', 100).then(
        ({ hits }) => hits.length,
        (error) => error.code,
      )));
  assert.ok(ends.at(-1) > 0);
  for (const end of ends) assert.ok(end > 0 || end === 'cancelled' || end === 'busy', String(end));
});

test('errors of the daemon are passed on, and the connection goes on', async () => {
  await assert.rejects(ask('가'.repeat(9000)), { code: 'too_large', message: /8,?192/ });
  await assert.rejects(searcher.hits(scratch.settings(), '증류', 5000), { code: 'bad_request' });
  assert.ok((await ask('증류')).length > 0);
});

test('an absent daemon is reported in one line with the remedy', async () => {
  const absent = new Searcher();
  const settings = scratch.settings({ socket: scratch.path('nobody.sock') });
  await assert.rejects(absent.hits(settings, '증류', 1), {
    code: 'absent',
    message: `No daemon of pidx is running: run "pidx serve --index ${scratch.index} --socket ` +
      `${scratch.path('nobody.sock')}", or set pidx.autoStart.`,
  });
  absent.dispose();
});

test('a daemon is started where that is wanted', async () => {
  const starting = new Searcher(60_000);
  const settings = scratch.settings({ socket: scratch.path('started.sock'), autoStart: true });
  const answers = await Promise.allSettled([
    starting.hits(settings, '증류', 5), starting.hits(settings, '증류', 5),
  ]);
  assert.ok(answers[1].value.hits.length > 0);
  const connection = await Connection.open(settings.socket);
  const { parts } = await connection.request({ op: 'status' }, 60_000);
  const { pid } = parts[0].server;
  connection.close();
  starting.dispose();
  process.kill(pid, 'SIGTERM');
  await until(() => !fs.existsSync(settings.socket) || !isAlive(pid), 'the end of the daemon');
});

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a daemon that does not start says why', async () => {
  const starting = new Searcher(60_000);
  const settings = scratch.settings({ index: scratch.path('nowhere'), autoStart: true });
  await assert.rejects(starting.hits(settings, '증류', 1), {
    code: 'start', message: /^The daemon of pidx does not start: .*nowhere.*pidx build[^\n]*$/,
  });
});

test('a missing program is reported', async () => {
  await assert.rejects(socketPath('/nowhere/pidx', scratch.index), {
    code: 'program', message: /There is no program "\/nowhere\/pidx": install pidx, or set pidx\.program/,
  });
});

test('the nearest index is found', () => {
  assert.equal(nearestIndex(scratch.path('corpus/papers/2023')), scratch.index);
  assert.equal(nearestIndex('/'), undefined);
});

test('the command line can be pasted into a shell', () => {
  assert.equal(commandLine('/a/index'), 'pidx serve --index /a/index');
  assert.equal(commandLine("/내 글/it's", '/s'), "pidx serve --index '/내 글/it'\\''s' --socket /s");
});

test('a connection that closed is opened again', async () => {
  const daemon = await (async () => {
    const socket = scratch.path('again.sock');
    const server = await scriptedServer(socket, ({ id }, client) => {
      if (id === 2) client.destroy();
      else client.write(`{"id":${id},"t":"end","ok":true,"total":0,"warn":[]}\n`);
    });
    return { socket, server };
  })();
  const again = new Searcher(60_000);
  const settings = scratch.settings({ socket: daemon.socket });
  await again.hits(settings, 'one', 1);
  await assert.rejects(again.hits(settings, 'two', 1), { code: 'closed', message: /ask again/ });
  await again.hits(settings, 'three', 1);
  again.dispose();
  daemon.server.close();
});

test('lines come in pieces, unknown ones are dropped', async () => {
  const path = scratch.path('pieces.sock');
  const server = await scriptedServer(path, ({ id }, socket) => {
    const lines = [
      'junk', '[1]', '{"id":99,"t":"end","ok":true}', `{"id":${id},"t":"hit","text":"가우시안"}`,
      `{"id":${id},"t":"news"}\r`, `{"id":${id},"t":"end","ok":true}`, '',
    ];
    socket.setNoDelay?.(true);
    const bytes = Buffer.from(lines.join('\n'));
    const send = (at) => {
      if (at < bytes.length) socket.write(bytes.subarray(at, at + 5), () => setImmediate(send, at + 5));
    };
    send(0);
  });
  const connection = await Connection.open(path);
  const { parts } = await connection.request({ op: 'query' }, 60_000);
  assert.equal(parts[0].text, '가우시안');
  assert.equal(parts.length, 2);
  connection.close();
  server.close();
});

test('an answer that never comes is given up', async () => {
  const path = scratch.path('silent.sock');
  const server = await scriptedServer(path, () => {});
  const connection = await Connection.open(path);
  await assert.rejects(connection.request({ op: 'query' }, 100), { code: 'timeout' });
  connection.close();
  await assert.rejects(connection.request({ op: 'query' }, 100), { code: 'closed' });
  server.close();
});

test('a line that moved is followed', () => {
  const hit = { line: 2, col: 4, line_text: '가나 다라', line_hl: [[3, 5]] };
  assert.deepEqual(placeOf(hit, ['', '가나 다라']), { line: 1, column: 3, matches: [[3, 5]] });
  assert.deepEqual(placeOf(hit, ['', '새 줄', '', '> 가나 다라']), { line: 3, column: 5, matches: [[5, 7]] });
  assert.deepEqual(placeOf(hit, ['짧']), { line: 0, column: 1, matches: [] });
  assert.deepEqual(placeOf({ ...hit, line_text: '' }, ['', 'abcdef']), { line: 1, column: 3, matches: [] });
});

