// SPDX-License-Identifier: Apache-2.0
//
// Links AtomVM's native code as AtomVM's own host does: when a module is entered for the first time, synchronously; each
// export f<label> gets a place in the table of functions. The module may import the memory and the table, nothing else.
// A module that does not link has no entries. The runtime may ask for several instances of a module: AtomVM has one in
// each thread.

export class AtomvmModules {
  // warn(text): told of modules that do not link.
  constructor(later, memory, warn) {
    this.later = later;  // has `exports`, once the runtime is there
    this.memory = memory;
    this.warn = warn;
    this.threads = [];  // of each: module -> (label -> table index)
  }

  resolve(thread, module, label) {
    const linked = this.threads[thread] ??= new Map();
    let entries = linked.get(module);
    if (entries === undefined) {
      entries = this.link(module);
      linked.set(module, entries);
    }
    return entries.get(label) ?? 0;
  }

  link(module) {
    const {exports} = this.later;
    const address = exports.bf_atomvm_code(module);
    const bytes = new Uint8Array(this.memory.buffer, address, exports.bf_atomvm_code_size(module));
    let instance;
    try {
      const wasm = new WebAssembly.Module(bytes.slice());
      instance = new WebAssembly.Instance(
          wasm, {env: {memory: this.memory, __indirect_function_table: exports.__indirect_function_table}});
    } catch (error) {
      this.warn(`module ${module}: its native code does not link: ${error.message}`);
      return new Map();
    }
    return this.place(instance);
  }

  // One table index an entry: two names for one function would share it in AtomVM, and be freed twice.
  place(instance) {
    const table = this.later.exports.__indirect_function_table;
    const names = Object.keys(instance.exports).filter((name) => /^f(0|[1-9][0-9]*)$/.test(name));
    const functions = new Map();
    for (const name of names) {
      const other = functions.get(instance.exports[name]);
      if (other !== undefined) {
        this.warn(`native code exports one function as ${other} and ${name}`);
        return new Map();
      }
      functions.set(instance.exports[name], name);
    }
    let index = table.grow(names.length);
    return new Map(names.map((name) => {
      table.set(index, instance.exports[name]);
      return [Number(name.slice(1)), index++];
    }));
  }
}
