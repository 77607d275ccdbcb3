'use strict';

// Asks the daemon of an index, over one connection that is kept.

const { Connection } = require('./connection');
const { commandLine, socketPath, startDaemon } = require('./daemon');
const { PidxError } = require('./errors');

/**
 * @typedef {object} Settings
 * @property {string} program
 * @property {string} index absolute folder of the index
 * @property {string} [socket] path of the socket, if not the index's own
 * @property {boolean} autoStart
 */

class Searcher {
  /** @param {number} [timeout] milliseconds for an answer, and for a daemon to start */
  constructor(timeout = 10_000) {
    this.timeout = timeout;
    /** @type {Map<string, { opening: Promise<Connection>, connection?: Connection }>} */
    this.connections = new Map();
  }

  /**
   * The hits of a query that is being typed. A newer one supersedes it: it rejects with the code
   * 'cancelled'.
   * @param {Settings} settings
   * @param {string} query
   * @param {number} limit
   * @returns {Promise<{ hits: object[], end: object }>} columns and ranges in UTF-16 code units
   */
  async hits(settings, query, limit) {
    const connection = await this.#connection(settings);
    const { parts, end } = await connection.request(
      {
        op: 'query', q: query, limit, pos: 'utf16', full: true, prefix_last: true,
        supersede: 'live',
      },
      this.timeout,
    );
    return { hits: parts, end };
  }

  dispose() {
    for (const { opening } of this.connections.values()) {
      opening.then((connection) => connection.close(), () => {});
    }
    this.connections.clear();
  }

  /** Requests that come while a connection is being opened share it, in their order. */
  #connection(settings) {
    const key = JSON.stringify([settings.index, settings.socket]);
    const known = this.connections.get(key);
    if (known && known.connection?.isOpen !== false) return known.opening;
    const entry = { connection: undefined, opening: this.#open(settings) };
    this.connections.set(key, entry);
    entry.opening.then(
      (connection) => (entry.connection = connection),
      () => {
        if (this.connections.get(key) === entry) this.connections.delete(key);
      },
    );
    return entry.opening;
  }

  async #open({ program, index, socket, autoStart }) {
    const at = socket || (await socketPath(program, index));
    const connect = () => Connection.open(at).catch(() => undefined);
    const connection = await connect();
    if (connection) return connection;
    if (autoStart) return startDaemon(program, index, at, connect, this.timeout);
    throw new PidxError(
      'absent', `No daemon of pidx is running: run "${commandLine(index, socket)}", or set pidx.autoStart.`);
  }
}

module.exports = { Searcher };
