// SPDX-License-Identifier: Apache-2.0
//
// Counts the control instructions of one exported function, whoever wrote the module.

const SECTION = {imports: 2, functions: 3, exports: 7, code: 10};
const COUNTED = {0x02: 'block', 0x03: 'loop', 0x04: 'if', 0x0c: 'br', 0x0d: 'br_if', 0x0e: 'br_table'};

class Reader {
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, {bytes, at, end});
  }
  byte() {
    if (this.at >= this.end) throw new Error('the module ends too early');
    return this.bytes[this.at++];
  }
  // LEB128, up to 32 bits.
  u32() {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  // LEB128 of any width, for what is not looked at.
  skipLeb() {
    while (this.byte() >= 0x80) {}
  }
  name() {
    const length = this.u32();
    this.at += length;
    return Buffer.from(this.bytes.subarray(this.at - length, this.at)).toString();
  }
}

function skipLimits(reader) {
  const flags = reader.byte();
  reader.skipLeb();
  if (flags & 1) reader.skipLeb();
}

function importedFunctions(reader) {
  let functions = 0;
  for (let count = reader.u32(); count > 0; --count) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === 0) ++functions, reader.skipLeb();
    else if (kind === 1) reader.byte(), skipLimits(reader);
    else if (kind === 2) skipLimits(reader);
    else if (kind === 3) reader.byte(), reader.byte();
    else throw new Error(`import of kind ${kind}`);
  }
  return functions;
}

function exportedFunction(reader, wanted) {
  for (let count = reader.u32(); count > 0; --count) {
    const name = reader.name();
    const kind = reader.byte();
    const index = reader.u32();
    if (kind === 0 && name === wanted) return index;
  }
  throw new Error(`no function '${wanted}' is exported`);
}

function countBody(reader) {
  const counts = {block: 0, loop: 0, if: 0, br: 0, br_if: 0, br_table: 0, depth: 0, calls: 0};
  counts.bytes = reader.end - reader.at;
  for (let groups = reader.u32(); groups > 0; --groups) {
    reader.skipLeb();
    reader.byte();
  }
  for (let depth = 0; reader.at < reader.end;) {
    const opcode = reader.byte();
    if (opcode in COUNTED) ++counts[COUNTED[opcode]];
    if (opcode === 0x02 || opcode === 0x03 || opcode === 0x04) {
      counts.depth = Math.max(counts.depth, ++depth);
      reader.skipLeb();
    } else if (opcode === 0x0b) {
      --depth;
    } else if (opcode === 0x0e) {
      for (let rows = reader.u32() + 1; rows > 0; --rows) reader.skipLeb();
    } else if (opcode === 0x10) {
      ++counts.calls;
      reader.skipLeb();
    } else if ([0x0c, 0x0d, 0x41, 0x42].includes(opcode) || (opcode >= 0x20 && opcode <= 0x24)) {
      reader.skipLeb();
    } else if (opcode >= 0x28 && opcode <= 0x3e) {
      reader.skipLeb();
      reader.skipLeb();
    } else if (opcode > 0x0f && opcode !== 0x1a && opcode !== 0x1b && !(opcode >= 0x45 && opcode <= 0xc4)) {
      throw new Error(`opcode 0x${opcode.toString(16)} is not expected here`);
    }
  }
  return counts;
}

// {block, loop, if, br, br_if, br_table, calls: how many there are; depth: the deepest nesting; bytes: of the body}
export function countOps(bytes, name) {
  const sections = new Map();
  for (const reader = new Reader(bytes, 8); reader.at < bytes.length;) {
    const id = reader.byte();
    const size = reader.u32();
    sections.set(id, [reader.at, reader.at + size]);
    reader.at += size;
  }
  const section = (id) => new Reader(bytes, ...sections.get(id));
  const imported = sections.has(SECTION.imports) ? importedFunctions(section(SECTION.imports)) : 0;
  const index = exportedFunction(section(SECTION.exports), name) - imported;
  const code = section(SECTION.code);
  code.u32();
  for (let i = 0;; ++i) {
    const size = code.u32();
    if (i === index) return countBody(new Reader(bytes, code.at, code.at + size));
    code.at += size;
  }
}
