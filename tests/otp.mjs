// SPDX-License-Identifier: Apache-2.0
//
// The Erlang/OTP that tests ask: the installed one, or one in a folder that holds a whole Debian (build/otp-27), which
// runs by chroot and so needs root.
//
//     const otp = new Otp('build/otp-27');       // '' is the installed one
//     const {folder, files} = otp.place('build/release/tests/ebin', [...]);
//     otp.run('escript', [files[0], folder, ...]);

import {spawnSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

export class OtpError extends Error {}

export class Otp {
  constructor(root) {
    this.root = root === '' ? '' : path.resolve(root);
    this.lib = this.root === '' ? process.env.BEAMFOLD_OTP_ROOT ?? '/usr/lib/erlang' : path.join(this.root, 'usr/lib/erlang');
    let releases;
    try {
      releases = fs.readdirSync(path.join(this.lib, 'releases')).map(Number).filter((number) => number > 0);
    } catch (error) {
      throw new OtpError(`no Erlang/OTP in ${this.lib}: ${error.message}`);
    }
    if (releases.length === 0) throw new OtpError(`no release of Erlang/OTP in ${this.lib}`);
    this.release = Math.max(...releases);
    if (this.root !== '' && process.getuid() !== 0) throw new OtpError(`to run what is in ${this.root} takes root (chroot)`);
  }

  // A folder that this OTP can write, for what belongs to `folder`: that one itself, or one below the root. The files are
  // put there if that is needed. Gives {folder, files}.
  place(folder, files) {
    fs.mkdirSync(folder, {recursive: true});
    if (this.root === '') return {folder, files};
    const name = `beamfold-${crypto.createHash('sha256').update(folder).digest('hex').slice(0, 12)}`;
    const inside = path.join(this.root, 'tmp', name);
    fs.mkdirSync(inside, {recursive: true});
    const copies = files.map((file) => path.join(inside, path.basename(file)));
    files.forEach((file, i) => copyIfNewer(file, copies[i]));
    return {folder: inside, files: copies};
  }

  // Runs a program of this OTP and gives what it prints; arguments may be paths below the folder that place() gave.
  // Throws OtpError with what it printed.
  run(program, args) {
    const command = this.root === '' ? [program, ...args] :
                                       ['chroot', this.root, program, ...args.map((arg) => this.insidePath(arg))];
    const env = {...process.env, LC_ALL: 'C.UTF-8'};
    const result = spawnSync(command[0], command.slice(1), {encoding: 'utf8', maxBuffer: 1 << 26, timeout: 600_000, env});
    if (result.error || result.status !== 0) {
      throw new OtpError(`${program}: ${result.error?.message ?? result.stdout + result.stderr}`);
    }
    return result.stdout;
  }

  insidePath(arg) {
    return arg.startsWith(this.root + path.sep) ? arg.slice(this.root.length) : arg;
  }

  // A path that a program of this OTP printed.
  outsidePath(file) {
    return path.join(this.root, file);
  }

  // What a worker's environment needs for library modules to come from here.
  get environment() {
    return {BEAMFOLD_OTP_ROOT: this.lib};
  }
}

// Keeps the time of change, which says what has to be done again. Other processes may be doing the same.
function copyIfNewer(from, to) {
  const wanted = fs.statSync(from);
  const there = fs.statSync(to, {throwIfNoEntry: false});
  if (there && there.mtimeMs === wanted.mtimeMs && there.size === wanted.size) return;
  const temporary = `${to}.${process.pid}`;
  fs.copyFileSync(from, temporary);
  fs.utimesSync(temporary, wanted.atime, wanted.mtime);
  fs.renameSync(temporary, to);
}
