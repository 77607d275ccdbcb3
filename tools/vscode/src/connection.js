'use strict';

// One connection to a daemon: a JSON object a line; see docs/PROTOCOL.md.

const net = require('node:net');
const { PidxError } = require('./errors');

/**
 * @typedef {object} Answer
 * @property {object[]} parts the lines before the end
 * @property {object} end the last line
 */

class Connection {
  /** @param {net.Socket} socket one that is connected */
  constructor(socket) {
    this.socket = socket;
    this.lastId = 0;
    this.requests = new Map();
    this.rest = '';
    this.isOpen = true;
    socket.setEncoding('utf8');
    socket.on('data', (text) => this.#receive(text));
    socket.on('error', () => {});
    socket.on('close', () => this.#fail());
    socket.unref();
  }

  /**
   * Connects to the socket at `path`.
   * @param {string} path
   * @returns {Promise<Connection>} rejects with the system's error
   */
  static open(path) {
    return new Promise((resolve, reject) => {
      const socket = net.createConnection(path);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  /**
   * Asks, and waits for the end of the answer.
   * @param {object} members the request's members but for the id
   * @param {number} timeout milliseconds
   * @returns {Promise<Answer>} rejects with a PidxError if the end is an error
   */
  request(members, timeout) {
    if (!this.isOpen) return Promise.reject(closed());
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.requests.delete(id);
        reject(new PidxError('timeout', `The daemon of pidx gave no answer in ${timeout / 1000} s.`));
      }, timeout);
      this.requests.set(id, { parts: [], resolve, reject, timer });
      this.#hold();
      this.socket.write(`${JSON.stringify({ id, ...members })}\n`);
    });
  }

  close() {
    this.socket.destroy();
    this.#fail();
  }

  #receive(text) {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop();
    for (const line of lines) this.#handle(line);
  }

  /** Lines of requests that are unknown, or no longer waited for, are dropped. */
  #handle(line) {
    const reply = parse(line);
    const request = this.requests.get(reply?.id);
    if (!request) return;
    if (reply.t !== 'end') {
      request.parts.push(reply);
      return;
    }
    clearTimeout(request.timer);
    this.requests.delete(reply.id);
    this.#hold();
    if (reply.ok === true) request.resolve({ parts: request.parts, end: reply });
    else request.reject(new PidxError(reply.error, reply.message));
  }

  #fail() {
    this.isOpen = false;
    for (const { reject, timer } of this.requests.values()) {
      clearTimeout(timer);
      reject(closed());
    }
    this.requests.clear();
  }

  /** Keeps the process alive while an answer is awaited, and no longer. */
  #hold() {
    if (this.requests.size > 0) this.socket.ref();
    else this.socket.unref();
  }
}

function closed() {
  return new PidxError('closed', 'The daemon of pidx went away; ask again.');
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

module.exports = { Connection };
