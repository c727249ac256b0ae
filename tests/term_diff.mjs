// SPDX-License-Identifier: Apache-2.0
//
// Says where two printed Erlang terms differ: goes down into the part that differs as long as both have the same number
// of parts there, and shows the path and the two parts. With {ordered: false}, the pairs of a map may be in any order;
// '' then says that there is no other difference.

const SHOWN = 300;
const MAX_DIFFERENCES = 5;

export function compareTerms(expected, actual, {ordered = true} = {}) {
  const found = [];
  if (!ordered) [expected, actual] = [sortMaps(expected), sortMaps(actual)];
  descend(expected, actual, [], found);
  const lines = found.slice(0, MAX_DIFFERENCES).flatMap(
      ({path, expected: e, actual: a}) => [`at ${path.join(' ') || 'the top'}:`, `  expected ${cut(e)}`, `  got      ${cut(a)}`]);
  if (found.length > MAX_DIFFERENCES) lines.push(`and ${found.length - MAX_DIFFERENCES} more differences`);
  return lines.join('\n');
}

function descend(expected, actual, path, found) {
  if (expected === actual) return;
  const e = split(expected);
  const a = split(actual);
  // Lists of different lengths and shapes are shown whole; a leaf is shown with its place.
  if (!e || !a || e.open !== a.open || e.parts.length !== a.parts.length || path.length > 40) {
    found.push({path, expected, actual});
    return;
  }
  e.parts.forEach((part, i) => {
    // An element {name, ...} of the result is known by its name.
    const name = /^\{('?[a-z][\w ]*'?),/.exec(part);
    descend(part, a.parts[i], [...path, name && path.length < 2 ? name[1] : `[${i}]`], found);
  });
}

const CLOSING = {'[': ']', '{': '}', '#{': '}', '<<': '>>'};

// The text with the pairs of each map in the order of their texts.
function sortMaps(text) {
  if (!text.includes('#{')) return text;
  const stack = [{open: '', parts: [], current: ''}];
  for (let i = 0; i < text.length;) {
    const top = stack.at(-1);
    const open = ['#{', '<<', '[', '{'].find((bracket) => text.startsWith(bracket, i));
    if (open !== undefined) {
      stack.push({open, parts: [], current: ''});
      i += open.length;
    } else if (top.open !== '' && text.startsWith(CLOSING[top.open], i)) {
      stack.pop();
      const parts = [...top.parts, top.current];
      if (top.open === '#{') parts.sort();
      stack.at(-1).current += top.open + parts.join(',') + CLOSING[top.open];
      i += CLOSING[top.open].length;
    } else if (text[i] === ',') {
      top.parts.push(top.current);
      top.current = '';
      ++i;
    } else {
      // A quoted atom as a whole, anything else by the character.
      const atom = text[i] === '\'' ? /'(?:[^'\\]|\\[^])*'/y : /[^]/y;
      atom.lastIndex = i;
      const [token] = atom.exec(text) ?? [text[i]];
      top.current += token;
      i += token.length;
    }
  }
  return stack.map(({open, parts, current}) => open + [...parts, current].join(',')).join('');
}

// The parts of a list, tuple, map or binary; null for other terms.
function split(text) {
  const open = ['[', '{', '#{', '<<'].find((bracket) => text.startsWith(bracket));
  if (open === undefined) return null;
  const parts = [];
  let depth = 0;
  let start = open.length;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (c === '\'') {
      for (++i; i < text.length && text[i] !== '\''; ++i) if (text[i] === '\\') ++i;
    } else if (c === '[' || c === '{' || text.startsWith('<<', i)) {
      ++depth;
      if (c === '<') ++i;
    } else if (c === ']' || c === '}' || text.startsWith('>>', i)) {
      if (--depth === 0) parts.push(text.slice(start, i));
      if (c === '>') ++i;
    } else if ((c === ',' || c === '|') && depth === 1) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return {open, parts};
}

function cut(text) {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}... (${text.length} characters)`;
}
