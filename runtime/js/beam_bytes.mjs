// SPDX-License-Identifier: Apache-2.0
//
// Prepares the bytes of a .beam file for the runtime, which holds no decompressor: a gzipped file is unpacked, and to
// the chunk LitT (literals, compressed with zlib behind a 32-bit size) a chunk LitU is added (the same, unpacked, without
// the size). Decompression is the host's: `inflate(bytes, format)` gets 'gzip' or 'deflate' (zlib) data. inflateInBrowser
// and loader_node.mjs have one each; the first gives a promise, so both ways of calling exist.

const LITERALS = 'LitT';
const LITERALS_UNPACKED = 'LitU';

// What a file may grow to: a damaged size must not take the memory.
export const MAX_UNPACKED = 256 << 20;

export class BeamFileError extends Error {
  constructor(message) {
    super(message);
    this.name = 'BeamFileError';
  }
}

export function prepareBeam(bytes, inflate) {
  const steps = prepareSteps(bytes);
  let step = steps.next();
  while (!step.done) step = steps.next(inflate(step.value.data, step.value.format));
  return step.value;
}

export async function prepareBeamAsync(bytes, inflate = inflateInBrowser) {
  const steps = prepareSteps(bytes);
  let step = steps.next();
  while (!step.done) step = steps.next(await inflate(step.value.data, step.value.format));
  return step.value;
}

// DecompressionStream is in browsers and in Node.js since 18.
export async function inflateInBrowser(data, format) {
  const unpacked = new Blob([data]).stream().pipeThrough(new DecompressionStream(format));
  const parts = [];
  let size = 0;
  for (const reader = unpacked.getReader();;) {
    const {done, value} = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MAX_UNPACKED) throw new BeamFileError(`unpacks to more than ${MAX_UNPACKED} bytes`);
    parts.push(value);
  }
  return concatenate(parts, size);
}

// Yields what is to be unpacked, takes the unpacked bytes, returns the prepared file.
function* prepareSteps(bytes) {
  if (bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = yield {data: bytes, format: 'gzip'};
  const chunks = [...readChunks(bytes)];
  const literals = chunks.find((chunk) => chunk.id === LITERALS);
  if (literals === undefined) return bytes;
  if (literals.data.length < 4) throw new BeamFileError('chunk LitT is too short');
  const size = readU32(literals.data, 0);
  if (size > MAX_UNPACKED) throw new BeamFileError(`chunk LitT claims ${size} bytes`);
  // Size 0: the rest is not compressed (Erlang/OTP 28 and later).
  const data = literals.data.subarray(4);
  const unpacked = size === 0 ? data : yield {data, format: 'deflate'};
  if (size !== 0 && unpacked.length !== size) {
    throw new BeamFileError(`chunk LitT claims ${size} bytes, but holds ${unpacked.length}`);
  }
  chunks.push({id: LITERALS_UNPACKED, data: unpacked});
  return writeChunks(chunks);
}

function* readChunks(bytes) {
  if (bytes.length < 12 || readText(bytes, 0) !== 'FOR1' || readText(bytes, 8) !== 'BEAM') {
    throw new BeamFileError('not a BEAM file');
  }
  const end = Math.min(bytes.length, 8 + readU32(bytes, 4));
  for (let at = 12; at + 8 <= end;) {
    const size = readU32(bytes, at + 4);
    if (at + 8 + size > end) throw new BeamFileError(`chunk ${readText(bytes, at)} runs over the end of the file`);
    yield {id: readText(bytes, at), data: bytes.subarray(at + 8, at + 8 + size)};
    at += 8 + padded(size);
  }
}

function writeChunks(chunks) {
  const size = chunks.reduce((sum, chunk) => sum + 8 + padded(chunk.data.length), 12);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  writeText(bytes, 0, 'FOR1');
  view.setUint32(4, size - 8);
  writeText(bytes, 8, 'BEAM');
  let at = 12;
  for (const {id, data} of chunks) {
    writeText(bytes, at, id);
    view.setUint32(at + 4, data.length);
    bytes.set(data, at + 8);
    at += 8 + padded(data.length);
  }
  return bytes;
}

function padded(size) {
  return (size + 3) & ~3;
}

function readU32(bytes, at) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

function readText(bytes, at) {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function writeText(bytes, at, text) {
  for (let i = 0; i < 4; ++i) bytes[at + i] = text.charCodeAt(i);
}

function concatenate(parts, size) {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
