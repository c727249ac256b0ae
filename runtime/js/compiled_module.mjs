// SPDX-License-Identifier: Apache-2.0
//
// Links a compiled module to the runtime: its imports say by name what it needs (runtime/abi.h), and each is an
// immutable global whose value is asked of the runtime once, here.

const ENTRIES_SECTION = 'beamfold.entries';
const ABI_VERSION = 3;

export class LinkError extends Error {
  constructor(message) {
    super(message);
    this.name = 'LinkError';
  }
}

// wasm: WebAssembly.Module; index: the runtime's number of the loaded .beam file that it was compiled from.
export function linkCompiledModule(runtime, index, wasm) {
  const entries = readEntriesSection(wasm);
  const count = runtime.exports.bf_module_entries(index);
  if (entries.count !== count) {
    throw new LinkError(`the compiled module has ${entries.count} entries, its .beam file has ${count}`);
  }
  const instance = new WebAssembly.Instance(wasm, importObject(runtime, index, wasm));
  const slot = runtime.table.grow(1);
  runtime.table.set(slot, instance.exports.entry);
  runtime.withBytes(entries.bitmap, (address) => {
    if (runtime.exports.bf_register(index, slot, address, count) === 0) throw new LinkError(runtime.text());
  });
}

function importObject(runtime, index, wasm) {
  const {exports} = runtime;
  const environment = {
    'memory': () => runtime.memory,
    '__indirect_function_table': () => runtime.table,
    'module': () => constant(exports.bf_module_address(index)),
    'cp_base': () => constant(index << 24),
    'strings': () => constant(exports.bf_module_strings(index)),
  };
  const resolvers = {
    env: (name) => environment[name]?.(),
    atom: (name) => constant(runtime.atom(name)),
    literal: (name) => nonZero(exports.bf_module_literal(index, Number(name))),
    integer: (name) => nonZero(runtime.withText(name, exports.bf_integer)),
    bif: (name) => nonZero(runtime.withText(name, exports.bf_native)),
  };
  const imports = {};
  for (const {module, name} of WebAssembly.Module.imports(wasm)) {
    const value = Object.hasOwn(resolvers, module) ? resolvers[module](name) : undefined;
    if (value === undefined) throw new LinkError(`the compiled module imports ${module}.${name}, which does not exist`);
    (imports[module] ??= {})[name] = value;
  }
  return imports;
}

function constant(value) {
  return new WebAssembly.Global({value: 'i32', mutable: false}, value | 0);
}

function nonZero(value) {
  return value === 0 ? undefined : constant(value);
}

// u32 version, u32 number of entries, one bit an entry.
function readEntriesSection(wasm) {
  const sections = WebAssembly.Module.customSections(wasm, ENTRIES_SECTION);
  if (sections.length !== 1) throw new LinkError(`not compiled by beamfold: no section ${ENTRIES_SECTION}`);
  const section = sections[0];
  const view = new DataView(section);
  if (section.byteLength < 8) throw new LinkError(`section ${ENTRIES_SECTION} is too short`);
  const version = view.getUint32(0, true);
  if (version !== ABI_VERSION) {
    throw new LinkError(`compiled for version ${version} of the binary interface, this runtime has ${ABI_VERSION}`);
  }
  const count = view.getUint32(4, true);
  if (section.byteLength - 8 < Math.ceil(count / 8)) throw new LinkError(`section ${ENTRIES_SECTION} is too short`);
  return {count, bitmap: new Uint8Array(section, 8)};
}
