// SPDX-License-Identifier: Apache-2.0
//
// The test double of AtomVM in Node.js (runtime/atomvm/README.md): as class Host, but every module runs as native code
// with AtomVM's interface, which `beamfold compile --target=atomvm` makes of a .beam file that has none yet.
//
//     const host = new AtomvmHost({paths: ['ebin'], strict: true});
//     host.call('lists', 'seq', '[1, 3]').value                // "[1,2,3]"; a broken rule is an AtomvmFault

import fs from 'node:fs';
import path from 'node:path';

import {AtomvmModules} from './atomvm_modules.mjs';
import {CompileCache} from './compile_cache.mjs';
import {runtimePath, toolPath, writeAll} from './host_node.mjs';
import {Loader, readBeam} from './loader_node.mjs';
import {Runtime, RuntimeError, textAt} from './runtime.mjs';

const NATIVE_CHUNK = 'avmN';
// Words that a process may hold and still collect at each place, under strict checks: more than most tests ever hold.
export const STRICT_WORDS = 1024;
// 64 MiB at first, as AtomVM has, and all that 32 bits can address at most.
const MEMORY = {initial: 1024, maximum: 65536, shared: true};

// Native code has broken a rule of AtomVM's interface.
export class AtomvmFault extends Error {
  constructor(message) {
    super(message);
    this.name = 'AtomvmFault';
  }
}

const runtimeModules = new Map();

function atomvmPath(float32) {
  if (float32) return path.join(path.dirname(runtimePath()), 'beamfold_atomvm_float32.wasm');
  return process.env.BEAMFOLD_ATOMVM_WASM ?? path.join(path.dirname(runtimePath()), 'beamfold_atomvm.wasm');
}

// The double's code, compiled once a process.
function loadRuntimeModule(float32) {
  if (!runtimeModules.has(float32)) {
    try {
      runtimeModules.set(float32, new WebAssembly.Module(fs.readFileSync(atomvmPath(float32))));
    } catch (error) {
      throw new RuntimeError(`cannot read AtomVM's double (set BEAMFOLD_ATOMVM_WASM): ${error.message}`);
    }
  }
  return runtimeModules.get(float32);
}

export class AtomvmHost {
  // strict: look at everything that native code does, and collect garbage wherever it may happen, in a process that
  // holds N times strictWords (-1: whatever it holds) at every N*N-th place. float32: floats are of single precision.
  // compileOptions: for `beamfold compile`. Other options are those of class Host.
  constructor({strict = false, strictWords = STRICT_WORDS, float32 = false, paths = [], otpRoot, compileOptions = [],
               write = writeAll, warn = (text) => console.error(text)} = {}) {
    const own = path.join(path.dirname(runtimePath()), 'erl');
    this.loader = new Loader({paths, own, ...(otpRoot === undefined ? {} : {otpRoot})});
    const target = ['--target=atomvm', ...(float32 ? ['--float32'] : [])];
    this.cache = new CompileCache({tool: toolPath(), options: [...target, ...compileOptions]});
    this.warn = warn;
    const memory = new WebAssembly.Memory(MEMORY);
    this.runtime = Runtime.create(loadRuntimeModule(float32), {write, imports: (later) => this.imports(later, memory)});
    const release = this.loader.release();
    if (release > 0) this.runtime.exports.bf_otp_release(release);
    this.runtime.exports.bf_atomvm_strict(strict ? strictWords : 0);
    this.find = (name) => {
      const file = this.loader.find(name);
      return file === null ? null : this.read(file);
    };
  }

  imports(later, memory) {
    const modules = new AtomvmModules(later, memory, this.warn);
    return {
      env: {memory},
      beamfold_atomvm: {
        resolve: (thread, module, label) => modules.resolve(thread, module, label),
        fault: (text, size) => {
          throw new AtomvmFault(textAt(memory, text, size));
        },
        compile: (beam, size) => {
          const bytes = new Uint8Array(memory.buffer, beam, size).slice();
          return giveBlock(later.exports, memory, this.compile('a module that was loaded', bytes));
        },
      },
    };
  }

  // Loads a file whatever its folder; gives the name of the module.
  loadFile(file) {
    return this.runtime.load(this.read(file));
  }

  // args: text of an Erlang list. Outcome as Runtime.call gives it.
  call(module, name, args) {
    return this.runtime.call(module, name, args, {find: this.find});
  }

  read(file) {
    const {bytes, beam} = readBeam(file);
    const native = hasChunk(beam, NATIVE_CHUNK) ? beam : this.compile(file, bytes);
    return {beam: native, from: file, path: path.resolve(file)};
  }

  compile(file, bytes) {
    const compiled = this.cache.get(file, bytes);
    if (!hasChunk(compiled, NATIVE_CHUNK)) throw new RuntimeError(`${file}: the compiler has made no chunk avmN of it`);
    return compiled;
  }
}

function hasChunk(beam, wanted) {
  const view = new DataView(beam.buffer, beam.byteOffset, beam.length);
  for (let at = 12; at + 8 <= beam.length; at += 8 + ((view.getUint32(at + 4) + 3) & ~3)) {
    if (String.fromCharCode(...beam.subarray(at, at + 4)) === wanted) return true;
  }
  return false;
}

// A block that begins with the number of bytes that follow.
function giveBlock(exports, memory, bytes) {
  const block = exports.bf_alloc(4 + bytes.length);
  if (block === 0) return 0;
  new DataView(memory.buffer).setUint32(block, bytes.length, true);
  new Uint8Array(memory.buffer).set(bytes, block + 4);
  return block;
}
