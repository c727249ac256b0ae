// SPDX-License-Identifier: Apache-2.0
//
// A runtime ready to use in Node.js: knows where its files are, finds modules on disk and compiles them as asked.
//
//     const host = new Host({mode: 'wasm', paths: ['ebin']});
//     host.call('lists', 'seq', '[1, 3]').value                // "[1,2,3]"

import fs from 'node:fs';
import path from 'node:path';
import v8 from 'node:v8';
import {fileURLToPath} from 'node:url';

import {CompileCache} from './compile_cache.mjs';
import {Loader, readBeam} from './loader_node.mjs';
import {Runtime, RuntimeError} from './runtime.mjs';

// Compiled code tells the engine which branches lead to slow paths (WebAssembly's branch hints), so that registers are
// not kept in memory for their sake. Node.js 26 reads the hints by default, earlier ones on request.
v8.setFlagsFromString('--experimental-wasm-branch-hinting');

// In a build tree: runtime/js, runtime/beamfold_runtime.wasm and bin/beamfold. Installed: share/beamfold/js,
// share/beamfold/beamfold_runtime.wasm and bin/beamfold. Elsewhere the environment tells.
const HERE = path.dirname(fileURLToPath(import.meta.url));
const RUNTIME_PLACES = ['../beamfold_runtime.wasm'];
const TOOL_PLACES = ['../../bin/beamfold', '../../../bin/beamfold'];

export function runtimePath() {
  return place('BEAMFOLD_RUNTIME_WASM', RUNTIME_PLACES);
}

export function toolPath() {
  return place('BEAMFOLD_TOOL', TOOL_PLACES);
}

function place(variable, places) {
  if (process.env[variable]) return process.env[variable];
  const paths = places.map((name) => path.join(HERE, name));
  return paths.find((name) => fs.existsSync(name)) ?? paths[0];
}

let runtimeModule = null;

// The runtime's code, compiled once a process.
function loadRuntimeModule() {
  if (runtimeModule === null) {
    const file = runtimePath();
    let bytes;
    try {
      bytes = fs.readFileSync(file);
    } catch (error) {
      throw new RuntimeError(`cannot read the runtime (set BEAMFOLD_RUNTIME_WASM): ${error.message}`);
    }
    runtimeModule = new WebAssembly.Module(bytes);
  }
  return runtimeModule;
}

// Writes all of the bytes; a pipe may take them in pieces, or ask to try again.
export function writeAll(descriptor, bytes) {
  for (let done = 0; done < bytes.length;) {
    try {
      done += fs.writeSync(descriptor, bytes, done);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

// The bytes of a file, or why there are none, as Erlang says it.
function readFile(name) {
  try {
    return fs.readFileSync(name);
  } catch (error) {
    return error.code?.toLowerCase() ?? 'einval';
  }
}

export class Host {
  // mode: 'interp', 'wasm', or a function of a module's name that says whether to compile it. write: where output goes.
  // compileOptions: for `beamfold compile`. files: whether the program may read files. warn(text): told of modules that
  // cannot be compiled; they are interpreted.
  constructor({mode = 'wasm', paths = [], otpRoot, compileOptions = [], write = writeAll, files = false,
               warn = () => {}} = {}) {
    this.wantsCompiled = typeof mode === 'function' ? mode : () => mode === 'wasm';
    const own = path.join(path.dirname(runtimePath()), 'erl');
    this.loader = new Loader({paths, own, ...(otpRoot === undefined ? {} : {otpRoot})});
    this.cache = new CompileCache({tool: toolPath(), options: compileOptions});
    this.warn = warn;
    this.runtime = Runtime.create(loadRuntimeModule(), {write, ...(files ? {readFile} : {})});
    const release = this.loader.release();
    if (release > 0) this.runtime.exports.bf_otp_release(release);
    this.stats = {beamBytes: 0, wasmBytes: 0, loadMilliseconds: 0};
    this.find = (name) => {
      const file = this.loader.find(name);
      return file === null ? null : this.read(file, name);
    };
    this.compileLoaded = (name, bytes) => this.wantsCompiled(name) ? this.compile(`module ${name}`, bytes) : undefined;
  }

  // Loads a file whatever its folder; gives the name of the module.
  loadFile(file) {
    return this.runtime.load(this.read(file, path.basename(file, '.beam')));
  }

  // args: text of an Erlang list. Outcome as Runtime.call gives it.
  call(module, name, args) {
    return this.runtime.call(module, name, args, {find: this.find, compile: this.compileLoaded});
  }

  read(file, name) {
    const start = performance.now();
    const {bytes, beam} = readBeam(file);
    this.stats.beamBytes += bytes.length;
    const wasm = this.wantsCompiled(name) ? this.compile(file, bytes) : undefined;
    this.stats.loadMilliseconds += performance.now() - start;
    return {beam, wasm, from: file, path: path.resolve(file)};
  }

  compile(file, bytes) {
    try {
      const wasm = this.cache.get(file, bytes);
      this.stats.wasmBytes += wasm.length;
      return new WebAssembly.Module(wasm);
    } catch (error) {
      this.warn(`${error.message}; the module is interpreted`);
      return undefined;
    }
  }
}
