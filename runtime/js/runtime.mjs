// SPDX-License-Identifier: Apache-2.0
//
// The runtime as a JavaScript object: one instance of beamfold_runtime.wasm, the modules loaded into it, and calls of
// Erlang functions. No Node.js here: the caller gives the bytes of the runtime, a way to find modules, and a way to
// unpack them.
//
//     const runtime = Runtime.create(new WebAssembly.Module(bytes), {write});
//     const outcome = runtime.call('lists', 'seq', '[1, 3]', {find});      // or: await runtime.callAsync(...)
//     outcome.value                                                         // "[1,2,3]"
//
// find(name) gives {beam, wasm?, from?, path?} or null: the bytes of the module's .beam file, prepared by beam_bytes.mjs; if it
// is to run compiled, a WebAssembly.Module made from it by `beamfold compile`; where it is from, for messages;
// and what code:which gives. A second function, compile(name, bytes), may give a WebAssembly.Module for the .beam file of
// a module that the program has loaded on its own; without it, or if it gives undefined, such modules are interpreted.
// callAsync also takes promises.

import {linkCompiledModule} from './compiled_module.mjs';
import {stackLines} from './term_view.mjs';
import {WasiShim} from './wasi_shim.mjs';

// RunStatus of runtime/scheduler.h.
const DONE = 0;
const EXCEPTION = 1;
const NEED_MODULE = 2;
const BUDGET = 3;
const IDLE = 4;
const STUCK = 5;

// Time slices in one call of bf_run. Engines without on-stack replacement for wasm enter optimised code at calls only,
// so the runtime's loop, too, must be left now and then.
const SLICES = 64;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class RuntimeError extends Error {
  constructor(message) {
    super(message);
    this.name = 'RuntimeError';
  }
}

export class Runtime {
  // module: the runtime's WebAssembly.Module; write(descriptor, bytes): where output goes.
  // readFile(path): the bytes of a file, or the reason as Erlang has it, 'enoent' for instance; without it there are none.
  // imports(runtime): what the runtime's code imports beyond that, from an object that will have `exports`.
  static create(module, {write, readFile = () => 'enoent', imports = () => ({})} = {}) {
    const later = {exports: null};
    const wasi = new WasiShim({write});
    const names = WebAssembly.Module.imports(module).map((entry) => entry.name);
    const instance = new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: wasi.imports(names),
      beamfold: {read_file: (path, size) => giveFile(instance.exports, path, size, readFile)},
      ...imports(later),
    });
    later.exports = instance.exports;
    wasi.setMemory(instance.exports.memory);
    instance.exports._initialize?.();
    return new this(instance.exports);
  }

  constructor(exports) {
    this.exports = exports;
    this.memory = exports.memory;
    this.table = exports.__indirect_function_table;
    this.modules = new Map();  // name -> {index, compiled}
    exports.bf_init();
  }

  // ---- Texts and bytes ----

  // Calls use(address, size) with the bytes copied into the runtime's memory, for the time of the call.
  withBytes(bytes, use) {
    const address = this.exports.bf_alloc(bytes.length);
    if (address === 0) throw new RuntimeError(`out of memory: ${bytes.length} bytes`);
    try {
      new Uint8Array(this.memory.buffer, address, bytes.length).set(bytes);
      return use(address, bytes.length);
    } finally {
      this.exports.bf_free(address);
    }
  }

  withText(text, use) {
    return this.withBytes(encoder.encode(text), use);
  }

  // The runtime's last message or printed text.
  text() {
    const {bf_text, bf_text_size} = this.exports;
    return textAt(this.memory, bf_text(), bf_text_size());
  }

  // ---- Terms ----

  atom(name) {
    return this.withText(name, this.exports.bf_atom) >>> 0;
  }

  // A term from its Erlang text; it lives as long as the runtime.
  parse(text) {
    const term = this.withText(text, this.exports.bf_parse) >>> 0;
    if (term === 0) throw new RuntimeError(this.text());
    return term;
  }

  // A term as Erlang's ~w shows it.
  show(term) {
    if (this.exports.bf_print(term) === 0) throw new RuntimeError(this.text());
    return this.text();
  }

  // ---- Modules ----

  // found: {beam, wasm?, from?, path?}, see above. Gives the module's name.
  load({beam, wasm, from = 'a module', path}) {
    const index = this.withBytes(beam, this.exports.bf_load);
    if (index === 0) throw new RuntimeError(`${from}: ${this.text()}`);
    this.exports.bf_module_name(index);
    const name = this.text();
    if (path !== undefined) this.withText(path, (address, size) => this.exports.bf_module_file(index, address, size));
    this.link(index, name, wasm, from);
    return name;
  }

  link(index, name, wasm, from) {
    if (wasm) {
      try {
        linkCompiledModule(this, index, wasm);
      } catch (error) {
        throw new RuntimeError(`${from}: ${error.message}`);
      }
    }
    this.modules.set(name, {index, compiled: Boolean(wasm)});
  }

  // Offers what the program has loaded on its own (code:load_binary) to be compiled.
  * offerNewModules() {
    const {exports} = this;
    for (let index; (index = exports.bf_new_module()) !== 0;) {
      const bytes = new Uint8Array(this.memory.buffer, exports.bf_text(), exports.bf_text_size()).slice();
      exports.bf_module_name(index);
      const name = this.text();
      this.link(index, name, yield {loaded: name, bytes}, `module ${name}`);
    }
  }

  // ---- Calls ----

  // Gives {value: text} or {exception: {class, reason, stack}}; args is the text of a list.
  call(module, name, args, {find, compile = () => undefined}) {
    const steps = this.callSteps(module, name, args);
    let step = steps.next();
    while (!step.done) {
      if (step.value.idle !== undefined) sleep(step.value.idle);
      const {need, loaded, bytes} = step.value;
      step = steps.next(need !== undefined ? find(need) : loaded !== undefined ? compile(loaded, bytes) : undefined);
    }
    return step.value;
  }

  // The same for a `find` that gives promises. Lets the event loop run after each `milliseconds` of work.
  async callAsync(module, name, args, {find, compile = () => undefined, milliseconds = 50}) {
    const steps = this.callSteps(module, name, args);
    let step = steps.next();
    let last = performance.now();
    while (!step.done) {
      let answer;
      if (step.value.need !== undefined) {
        answer = await find(step.value.need);
      } else if (step.value.loaded !== undefined) {
        answer = await compile(step.value.loaded, step.value.bytes);
      } else if (step.value.idle !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, step.value.idle));
        last = performance.now();
      } else if (performance.now() - last > milliseconds) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        last = performance.now();
      }
      step = steps.next(answer);
    }
    return step.value;
  }

  // Yields {need: name} when a module is called that is not loaded, and takes what `find` gives; yields {idle: ms} when
  // all processes wait, for a timer that long away at most; yields {} now and then so that the caller can do something
  // else; yields {loaded: name, bytes} for a module that the program has loaded, and takes what `compile` gives. Returns
  // the outcome.
  * callSteps(module, name, args) {
    const {exports} = this;
    const context = exports.bf_start(this.atom(module), this.atom(name), this.parse(args));
    if (context === 0) throw new RuntimeError(this.text());
    try {
      for (;;) {
        const status = exports.bf_run(context, SLICES);
        yield* this.offerNewModules();
        switch (status) {
          case DONE:
            return {value: this.show(exports.bf_result(context)), reductions: exports.bf_reductions(context)};
          case EXCEPTION:
            return {exception: this.exception(context)};
          case NEED_MODULE:
            yield* this.provide(exports.bf_needed_module());
            break;
          case BUDGET:
            yield {};
            break;
          case IDLE:
            yield {idle: exports.bf_idle_milliseconds()};
            break;
          case STUCK:
            throw new RuntimeError('every process waits for a message that nobody will send');
          default:
            throw new RuntimeError('bf_run gave a status that does not exist');
        }
      }
    } finally {
      exports.bf_end(context);
    }
  }

  * provide(atom) {
    const name = atomText(this.show(atom));
    const found = yield {need: name};
    const loaded = found ? this.load(found) : '';
    if (loaded !== '' && loaded !== name) throw new RuntimeError(`${found.from ?? 'what was found'} for module ${name} holds ${loaded}`);
    if (loaded === '') this.exports.bf_missing_module(atom);
  }

  exception(context) {
    const part = (which) => this.exports.bf_exception(context, which) >>> 0;
    return {class: this.show(part(0)), reason: this.show(part(1)), stack: stackLines(this, part(2))};
  }
}

// The text at an address. A copy is decoded: memory that is shared cannot be.
export function textAt(memory, address, size) {
  return decoder.decode(new Uint8Array(memory.buffer, address, size).slice());
}

// What the runtime's host_files.cc asks for.
function giveFile({memory, bf_alloc}, path, size, readFile) {
  const result = readFile(textAt(memory, path, size));
  const bytes = typeof result === 'string' ? encoder.encode(result) : result;
  const block = bf_alloc(8 + bytes.length);
  if (block === 0) return 0;
  new Uint32Array(memory.buffer, block, 2).set([typeof result === 'string' ? 0 : 1, bytes.length]);
  new Uint8Array(memory.buffer, block + 8, bytes.length).set(bytes);
  return block;
}

// Engines let workers and Node.js block, but not the main thread of a page: that has callAsync.
function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

// The text of an atom from the way ~w shows it.
function atomText(shown) {
  if (!shown.startsWith('\'')) return shown;
  const escapes = {b: '\b', d: '\x7f', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', s: ' '};
  return shown.slice(1, -1).replace(
      /\\(?:x\{([0-9a-fA-F]+)\}|([0-7]{1,3})|(.))/gs,
      (_, hex, octal, char) => hex ? String.fromCodePoint(parseInt(hex, 16)) :
          octal                    ? String.fromCodePoint(parseInt(octal, 8)) :
                                     escapes[char] ?? char);
}
