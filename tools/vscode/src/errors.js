'use strict';

/** An error whose message is one line for the user, with what to do. */
class PidxError extends Error {
  /**
   * @param {string} code a code of the protocol, or 'absent', 'closed', 'start', 'program', 'index'
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = 'PidxError';
    this.code = code;
  }
}

module.exports = { PidxError };
