// SPDX-License-Identifier: Apache-2.0
//
// Compares what a program printed here and in Erlang/OTP, but for what may differ: times, the numbers of processes (they
// are numbered by their first appearance) and references, and sizes that depend on the machine.

const CONTEXT = 3;
const WIDTH = 150;

export function compareOutput(expected, actual) {
  const e = mask(expected).split('\n');
  const a = mask(actual).split('\n');
  let at = 0;
  while (at < e.length && at < a.length && e[at] === a[at]) ++at;
  if (at === e.length && at === a.length) return '';
  const part = (lines) => lines.slice(Math.max(at - CONTEXT, 0), at + CONTEXT).map((line) => `    ${cut(line)}`);
  return [`the output differs in line ${at + 1}:`, '  expected', ...part(e), '  got', ...part(a)].join('\n');
}

const cut = (line) => line.length > WIDTH ? `${line.slice(0, WIDTH)}... (${line.length} characters)` : line;

function mask(text) {
  const seen = new Map();
  const number = (kind) => (all) => {
    if (!seen.has(all)) seen.set(all, `${kind}${seen.size + 1}`);
    return seen.get(all);
  };
  return text.replace(/<\d+\.\d+\.\d+>/g, number('PID'))
      .replace(/#Ref<[\d.]+>/g, number('REF'))
      .replace(/==== \d+-\w+-\d+::[\d:.]+ ===/g, '==== TIME ===')
      .replace(/^( +(?:heap_size|stack_size|reductions|memory|total_heap_size): )\d+/gm, '$1N');
}
