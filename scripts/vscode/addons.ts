/**
 * Stand-ins for the two native addons of the VS Code server that ship without a binary. They are optional at run time, but
 * each missing one puts a stack trace into the log that the tests read; building them would need a compiler.
 */
import fs from 'node:fs';
import path from 'node:path';

/** The logger that writes the server's log files: same interface as @vscode/spdlog, plain appends. */
const SPDLOG = `'use strict';
const fs = require('node:fs');
const path = require('node:path');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical', 'off'];
class Logger {
  constructor(type, name, file) {
    this.name = name;
    this.level = 2;
    this.file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  write(level, message) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').slice(0, 23);
    const line = this.raw ? message : stamp + ' [' + LEVELS[level] + '] ' + message + '\\n';
    try { fs.appendFileSync(this.file, line); } catch { /* the folder is removed when the server ends */ }
  }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.raw = true; }
  setPattern() {}
  setAsyncMode() {}
  flush() {}
  drop() {}
}
LEVELS.slice(0, 6).forEach((name, level) => { Logger.prototype[name] = function (message) { this.write(level, message); }; });
const create = type => async (name, file) => new Logger(type, name, file);
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create('rotating');
exports.createAsyncRotatingLogger = create('rotating_async');
`;

const WATCHDOG = `exports.start = () => {};\n`;

/** Puts the stand-ins into the server's node_modules. */
export function placeAddonStandIns(nodeModules: string): void {
  for (const [name, code] of [
    ['@vscode/spdlog', SPDLOG],
    ['@vscode/native-watchdog', WATCHDOG],
  ] as const) {
    const folder = path.join(nodeModules, name);
    if (fs.existsSync(folder)) fs.writeFileSync(path.join(folder, 'index.js'), code);
  }
}
