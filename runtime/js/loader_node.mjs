// SPDX-License-Identifier: Apache-2.0
//
// Finds .beam files on disk: in the folders of -pa, the current folder, then the libraries of an installed Erlang/OTP.
// Node.js only.

import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

import {BeamFileError, MAX_UNPACKED, prepareBeam} from './beam_bytes.mjs';

const DEFAULT_OTP_ROOT = '/usr/lib/erlang';
// These are looked through before the other libraries, whose names are in the order of the alphabet.
const FIRST_LIBRARIES = ['kernel', 'stdlib', 'compiler'];

export class Loader {
  // paths: folders to look in first; own: the folder of the runtime's own Erlang modules; otpRoot: where Erlang/OTP is installed, '' for none.
  constructor({paths = [], own = '', otpRoot = process.env.BEAMFOLD_OTP_ROOT ?? DEFAULT_OTP_ROOT} = {}) {
    this.folders = [...paths, '.'];
    this.own = own;
    this.otpRoot = otpRoot;
    this.libraries = null;  // found when first needed
  }

  // The release of that Erlang/OTP, or 0.
  release() {
    return Math.max(0, ...listFolder(path.join(this.otpRoot, 'releases')).map(Number).filter((number) => number > 0));
  }

  // The path of the module's file, or null.
  find(name) {
    // A module's name is an atom of any characters; one with a separator in it must not lead out of the folders.
    if (name === '' || name.includes('/') || name.includes('\0')) return null;
    this.libraries ??= libraryFolders(this.otpRoot);
    for (const folder of [...this.folders, this.own, ...this.libraries].filter(Boolean)) {
      const file = path.join(folder, `${name}.beam`);
      if (fs.statSync(file, {throwIfNoEntry: false})?.isFile()) return file;
    }
    return null;
  }
}

// {bytes: the file, beam: what the runtime loads}.
export function readBeam(file) {
  const bytes = fs.readFileSync(file === '-' ? 0 : file);
  try {
    return {bytes, beam: prepareBeam(bytes, inflate)};
  } catch (error) {
    throw new BeamFileError(`${file === '-' ? 'standard input' : file}: ${error.message}`);
  }
}

export function inflate(data, format) {
  const options = {maxOutputLength: MAX_UNPACKED};
  return format === 'gzip' ? zlib.gunzipSync(data, options) : zlib.inflateSync(data, options);
}

// ROOT/lib/NAME-VERSION/ebin and ROOT/erts-VERSION/ebin.
function libraryFolders(root) {
  if (root === '') return [];
  const folders = [];
  for (const [parent, pattern] of [[path.join(root, 'lib'), /./], [root, /^erts-/]]) {
    for (const name of listFolder(parent).filter((entry) => pattern.test(entry))) {
      const folder = path.join(parent, name, 'ebin');
      if (fs.existsSync(folder)) folders.push(folder);
    }
  }
  const rank = (folder) => {
    const library = path.basename(path.dirname(folder)).replace(/-[^-]*$/, '');
    const place = FIRST_LIBRARIES.indexOf(library);
    return place < 0 ? FIRST_LIBRARIES.length : place;
  };
  return folders.sort((a, b) => rank(a) - rank(b));
}

function listFolder(folder) {
  try {
    return fs.readdirSync(folder).sort();
  } catch {
    return [];
  }
}
