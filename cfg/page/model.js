// SPDX-License-Identifier: Apache-2.0
//
// What the page shows, without any drawing. It comes from html.cc as JSON, laid out already:
//   titles[node]; sides[node]: how many side exits; the last node is the dispatch
//   scene = {width, height, indent, note, scopes, lines, nodes}; a box is [kind, x, y, w, h, node, op, shade, external,
//   text],
//     a line [kind, from, to, textAtEnd, text, x0, y0, x1, y1, ...]; kinds are numbered as in scene.h
//   policies[] = {name, what, tree, ways, figures}; a way is [from, to, index, way, op, text]
'use strict';

const NODE = 0, DISPATCH = 1, OP = 2, HUB = 3, BLOCK = 4, IF = 6, REGION = 7, TANGLE = 8;  // boxes
const SIDE = 2, DISPATCHED = 3, TREE = 4;                                                  // lines
const WAYS = ['fall', 'forward', 'loop', 'test', 'dispatch'];
const WAY_NAMES = ['falls through', 'branch forward', 'loop', 'label test', 'dispatch'];

function decodeScene(raw) {
  const box = ([kind, x, y, w, h, node, op, shade, external, text]) =>
      ({kind, x, y, w, h, node, op, shade, external: external === 1, text});
  const line = ([kind, from, to, textAtEnd, text, ...xy]) => {
    const points = [];
    for (let i = 0; i < xy.length; i += 2) points.push({x: xy[i], y: xy[i + 1]});
    const xs = points.map(p => p.x), ys = points.map(p => p.y);
    return {
      kind,
      from,
      to,
      textAtEnd: textAtEnd === 1,
      text,
      points,
      x: Math.min(...xs),
      y: Math.min(...ys),
      w: Math.max(...xs) - Math.min(...xs),
      h: Math.max(...ys) - Math.min(...ys)
    };
  };
  return {
    width: raw.width,
    height: raw.height,
    indent: raw.indent,
    note: raw.note,
    scopes: raw.scopes.map(box),
    lines: raw.lines.map(line),
    nodes: raw.nodes.map(box)
  };
}

const pairKey = (from, to) => from + '>' + to;

// The ways of one policy, by source, by pair of nodes and by op.
function indexWays(raw) {
  const index = {pair: new Map(), op: new Map(), from: new Map()};
  const add = (map, key, way) => {
    map.has(key) ? map.get(key).push(way) : map.set(key, [way]);
  };
  for (const [from, to, number, kind, op, text] of raw) {
    const way = {from, to, index: number, kind, op, text};
    add(index.pair, pairKey(from, to), way);
    add(index.op, op, way);
    add(index.from, from, way);
  }
  return index;
}

// Of the ways between the ends of a line, those that the line stands for.
function waysOfLine(line, ways, sides) {
  const all = ways.pair.get(pairKey(line.from, line.to)) || [];
  if (line.kind === DISPATCHED) return all;
  return all.filter(way => (way.index < sides[way.from]) === (line.kind === SIDE));
}

// "b12", "12" and "D" name one node, anything else is looked for in the titles.
function findNodes(titles, query) {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  if (wanted === 'd') return [titles.length - 1];
  const number = /^b?(\d+)$/.exec(wanted);
  if (number && Number(number[1]) < titles.length - 1) return [Number(number[1])];
  const found = [];
  titles.forEach((title, node) => {
    if (title.toLowerCase().includes(wanted)) found.push(node);
  });
  return found;
}

// The points of a line as view.js draws it, each curve as eight straight pieces.
function flatten(points, straight) {
  if (straight) return points;
  const flat = [points[0]];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i], middle = (a.y + b.y) / 2;
    for (let k = 1; k <= 8; k++) {
      const t = k / 8, u = 1 - t;
      flat.push({
        x: u * u * (u + 3 * t) * a.x + t * t * (t + 3 * u) * b.x,
        y: u * u * u * a.y + 3 * u * t * middle + t * t * t * b.y
      });
    }
  }
  return flat;
}

function distanceToLine(line, x, y) {
  line.flat = line.flat || flatten(line.points, line.kind === TREE);
  let best = Infinity;
  for (let i = 1; i < line.flat.length; i++) {
    const a = line.flat[i - 1], b = line.flat[i];
    const dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
    best = Math.min(best, Math.hypot(x - a.x - t * dx, y - a.y - t * dy));
  }
  return best;
}

// What lies under a point of the scene: {box} or {line}, innermost first, or null.
function hit(scene, x, y, slack) {
  const inside = box => x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
  for (let i = scene.nodes.length; i-- > 0;)
    if (inside(scene.nodes[i])) return {box: scene.nodes[i]};
  let nearest = null, distance = slack;
  for (const line of scene.lines) {
    if (x < line.x - 2 * slack || x > line.x + line.w + 2 * slack || y < line.y - slack || y > line.y + line.h + slack)
      continue;
    const d = distanceToLine(line, x, y);
    if (d < distance) {
      nearest = line;
      distance = d;
    }
  }
  if (nearest) return {line: nearest};
  for (let i = scene.scopes.length; i-- > 0;)
    if (inside(scene.scopes[i])) return {box: scene.scopes[i]};
  return null;
}

// Everything that shall stand out for what the reader points at, and a line of text about it.
function relate(target, ways, titles, sides) {
  const out = {nodes: new Set(), pairs: new Set(), ops: new Set(), text: ''};
  if (!target) return out;
  const tell = list => {
    for (const way of list) {
      out.pairs.add(pairKey(way.from, way.to));
      out.ops.add(way.op);
    }
    const shown = list.slice(0, 6).map(way => titles[way.from] + ' \u2192 ' + titles[way.to] + ': ' + way.text);
    if (list.length > shown.length) shown.push('and ' + (list.length - shown.length) + ' more');
    return shown.join('  \u00b7  ');
  };
  if (target.line) {
    if (target.line.to < 0)
      target = {node: target.line.from};
    else
      out.nodes.add(target.line.from).add(target.line.to);
  }
  if (target.line) {
    out.text = target.line.kind === TREE ? titles[target.line.from] + ' dominates ' + titles[target.line.to] :
                                           tell(waysOfLine(target.line, ways, sides));
    return out;
  }
  const {box, node} = target.box ? {box: target.box, node: target.box.node} : {box: null, node: target.node};
  const isOp = box && box.kind === OP;
  if (isOp) {
    out.ops.add(box.op);
    const list = (ways.op.get(box.op) || []).filter(way => box.node < 0 || way.to === box.node);
    for (const way of list) out.nodes.add(way.from).add(way.to);
    out.text = tell(list.length > 0 ? list : ways.op.get(box.op) || []) || box.text;
    return out;
  }
  if (node < 0) return out;
  out.nodes.add(node);
  const scope = box && box.kind >= BLOCK;
  out.text = scope ? box.text : titles[node];
  const list = scope ? [] : ways.from.get(node) || [];
  if (list.length > 0) out.text += ':  ' + tell(list);
  return out;
}
