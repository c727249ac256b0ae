// SPDX-License-Identifier: Apache-2.0
//
// Compiles .beam files with the command-line tool, and keeps the results: a file is compiled once for each version of the
// tool. The cache is a folder of files named after a hash of everything that decides the result: the .beam file, the
// tool's executable (size and time), the options. Files get their names when they are complete, so runs that go on at
// the same time do no harm. Node.js only.

import {spawnSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const TIME_LIMIT_MS = 120_000;

export class CompileError extends Error {
  constructor(message) {
    super(message);
    this.name = 'CompileError';
  }
}

export class CompileCache {
  // tool: path of the executable `beamfold`; options: further options of `beamfold compile`.
  constructor({tool, options = [], folder = defaultFolder()}) {
    this.tool = tool;
    this.options = options;
    this.folder = folder;
    this.compiled = 0;
    this.kept = 0;
    this.milliseconds = 0;
  }

  // The bytes of the compiled module. file: path of the .beam file, for messages; bytes: its contents.
  get(file, bytes) {
    const target = path.join(this.folder, `${this.key(bytes)}.wasm`);
    if (fs.existsSync(target)) {
      ++this.kept;
      return fs.readFileSync(target);
    }
    const start = performance.now();
    const wasm = this.compile(file, bytes);
    this.milliseconds += performance.now() - start;
    ++this.compiled;
    this.keep(target, wasm);
    return wasm;
  }

  compile(file, bytes) {
    const result = spawnSync(this.tool, ['compile', '-q', ...this.options, '-', '-o', '-'], {
      input: bytes,
      maxBuffer: 1 << 30,
      timeout: TIME_LIMIT_MS,
    });
    if (result.error) throw new CompileError(`${file}: cannot run ${this.tool}: ${result.error.message}`);
    if (result.status !== 0) {
      const how = result.signal ? `ended by ${result.signal}` : result.stderr.toString().trim();
      throw new CompileError(`${file}: ${how}`);
    }
    return result.stdout;
  }

  // A cache that cannot be written is no reason to fail.
  keep(target, wasm) {
    const temporary = `${target}.${process.pid}`;
    try {
      fs.mkdirSync(this.folder, {recursive: true});
      fs.writeFileSync(temporary, wasm);
      fs.renameSync(temporary, target);
    } catch {
      removeQuietly(temporary);
    }
  }

  key(bytes) {
    const hash = crypto.createHash('sha256');
    hash.update(JSON.stringify([this.toolIdentity(), this.options]));
    hash.update(bytes);
    return hash.digest('hex');
  }

  toolIdentity() {
    if (this.identity === undefined) {
      const info = fs.statSync(this.tool, {throwIfNoEntry: false});
      if (!info) throw new CompileError(`there is no compiler at ${this.tool}`);
      this.identity = [info.size, info.mtimeMs];
    }
    return this.identity;
  }
}

function removeQuietly(file) {
  try {
    fs.unlinkSync(file);
  } catch {
    // It may never have been there.
  }
}

function defaultFolder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'beamfold');
}
