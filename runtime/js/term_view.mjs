// SPDX-License-Identifier: Apache-2.0
//
// Looks into terms of the runtime's memory as far as the host needs it: lists, tuples and small integers. Tags are those
// of runtime/abi.h. Everything else is shown as text, by the runtime.

const TAG_LIST = 1;
const TAG_BOXED = 2;
const TAG_SMALL = 0xf;
const HEADER_TUPLE = 0;
const NIL = 0x3b;

// The elements of a proper list, null for any other term.
export function listElements(runtime, term) {
  const view = new DataView(runtime.memory.buffer);
  const elements = [];
  while (term !== NIL) {
    if ((term & 3) !== TAG_LIST) return null;
    const address = term - TAG_LIST;
    elements.push(view.getUint32(address + 4, true));
    term = view.getUint32(address, true);
  }
  return elements;
}

// The elements of a tuple, null for any other term.
export function tupleElements(runtime, term) {
  if ((term & 3) !== TAG_BOXED) return null;
  const view = new DataView(runtime.memory.buffer);
  const address = term - TAG_BOXED;
  const header = view.getUint32(address, true);
  if ((header & 0x3f) !== HEADER_TUPLE) return null;
  return Array.from({length: header >>> 6}, (_, i) => view.getUint32(address + 4 + 4 * i, true));
}

// The value of a small integer, null for any other term.
export function smallInteger(term) {
  return (term & 0xf) === TAG_SMALL ? (term | 0) >> 4 : null;
}

// The text of a list of code points, null for any other term.
export function stringOf(runtime, term) {
  const points = listElements(runtime, term)?.map(smallInteger);
  if (!points || points.some((point) => point === null || point < 0 || point > 0x10ffff)) return null;
  return points.map((point) => String.fromCodePoint(point)).join('');
}

// A built stack trace, as lines "m:f/a (file, line n)".
export function stackLines(runtime, term) {
  const lines = [];
  for (const frame of listElements(runtime, term) ?? []) {
    const [module, name, arity, location] = tupleElements(runtime, frame) ?? [];
    if (location === undefined) continue;
    const args = listElements(runtime, arity);
    const count = args ? args.length : smallInteger(arity);
    const place = describePlace(runtime, location);
    lines.push(`${runtime.show(module)}:${runtime.show(name)}/${count}${place && ` (${place})`}`);
  }
  return lines;
}

function describePlace(runtime, location) {
  let file = '';
  let line = '';
  for (const pair of listElements(runtime, location) ?? []) {
    const [key, value] = tupleElements(runtime, pair) ?? [];
    if (value === undefined) continue;
    if (runtime.show(key) === 'file') file = stringOf(runtime, value) ?? '';
    if (runtime.show(key) === 'line') line = `line ${smallInteger(value)}`;
  }
  return [file, line].filter(Boolean).join(', ');
}
