// SPDX-License-Identifier: Apache-2.0
//
// The page that html.cc fills: the graph on the left, its structure (or dominators, or loops) on the right. What it
// shows comes as JSON, laid out already:
//   titles[node]; sides[node]: how many side exits; the last node is the dispatch
//   scene = {width, height, note, scopes, lines, nodes}; a box is [kind, x, y, w, h, node, op, shade, external, text],
//     a line [kind, from, to, text, x0, y0, x1, y1, ...]; kinds are numbered as in scene.h
//   policies[] = {name, what, tree, ways, figures}; a way is [from, to, index, way, op, text]
'use strict';

const NODE = 0, DISPATCH = 1, OP = 2, HUB = 3, BLOCK = 4, IF = 6, REGION = 7, TANGLE = 8;  // boxes
const SIDE = 2, DISPATCHED = 3, TREE = 4;                                                  // lines
const WAYS = ['fall', 'forward', 'loop', 'test', 'dispatch'];
const WAY_NAMES = ['falls through', 'branch forward', 'loop', 'label test', 'dispatch'];

// ---- Data, without any drawing.

function decodeScene(raw) {
  const box = ([kind, x, y, w, h, node, op, shade, external, text]) =>
      ({kind, x, y, w, h, node, op, shade, external: external === 1, text});
  const line = ([kind, from, to, text, ...xy]) => {
    const points = [];
    for (let i = 0; i < xy.length; i += 2) points.push({x: xy[i], y: xy[i + 1]});
    const xs = points.map(p => p.x), ys = points.map(p => p.y);
    return {kind, from, to, text, points,
            x: Math.min(...xs), y: Math.min(...ys), w: Math.max(...xs) - Math.min(...xs), h: Math.max(...ys) - Math.min(...ys)};
  };
  return {width: raw.width, height: raw.height, note: raw.note,
          scopes: raw.scopes.map(box), lines: raw.lines.map(line), nodes: raw.nodes.map(box)};
}

const pairKey = (from, to) => from + '>' + to;

// The ways of one policy, by source, by pair of nodes and by op.
function indexWays(raw) {
  const index = {pair: new Map(), op: new Map(), from: new Map()};
  const add = (map, key, way) => { map.has(key) ? map.get(key).push(way) : map.set(key, [way]); };
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
  titles.forEach((title, node) => { if (title.toLowerCase().includes(wanted)) found.push(node); });
  return found;
}

// The middle lets few lines pass: each piece of a curve as this many straight ones.
function flatten(points, straight) {
  if (straight) return points;
  const flat = [points[0]];
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1], b = points[i], middle = (a.y + b.y) / 2;
    for (let k = 1; k <= 8; k++) {
      const t = k / 8, u = 1 - t;
      flat.push({x: u * u * (u + 3 * t) * a.x + t * t * (t + 3 * u) * b.x,
                 y: u * u * u * a.y + 3 * u * t * middle + t * t * t * b.y});
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
  for (let i = scene.nodes.length; i-- > 0;) if (inside(scene.nodes[i])) return {box: scene.nodes[i]};
  let nearest = null, distance = slack;
  for (const line of scene.lines) {
    if (x < line.x - 2 * slack || x > line.x + line.w + 2 * slack || y < line.y - slack || y > line.y + line.h + slack) continue;
    const d = distanceToLine(line, x, y);
    if (d < distance) { nearest = line; distance = d; }
  }
  if (nearest) return {line: nearest};
  for (let i = scene.scopes.length; i-- > 0;) if (inside(scene.scopes[i])) return {box: scene.scopes[i]};
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
    out.nodes.add(target.line.from).add(target.line.to);
    out.text = target.line.kind === TREE ? titles[target.line.from] + ' dominates ' + titles[target.line.to]
                                         : tell(waysOfLine(target.line, ways, sides));
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

// ---- Drawing.

class View {
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    this.scene = null;
    this.x = this.y = 0;  // The point of the scene in the upper left corner.
    this.scale = 1;
    this.drag = null;
    canvas.addEventListener('wheel', event => {
      event.preventDefault();
      const step = event.deltaMode === 1 ? 20 : 1;
      this.zoomAt(event.offsetX, event.offsetY, Math.exp(-event.deltaY * step * (event.ctrlKey ? 0.01 : 0.0015)));
    }, {passive: false});
    canvas.addEventListener('pointerdown', event => {
      canvas.setPointerCapture(event.pointerId);
      this.drag = {x: event.offsetX, y: event.offsetY, moved: false};
    });
    canvas.addEventListener('pointermove', event => {
      if (this.drag) {
        const dx = event.offsetX - this.drag.x, dy = event.offsetY - this.drag.y;
        if (!this.drag.moved && Math.hypot(dx, dy) < 4) return;
        this.drag = {x: event.offsetX, y: event.offsetY, moved: true};
        this.pan(-dx, -dy);
      } else {
        app.point(this.at(event.offsetX, event.offsetY));
      }
    });
    canvas.addEventListener('pointerup', event => {
      if (this.drag && !this.drag.moved) app.pick(this.at(event.offsetX, event.offsetY), this);
      this.drag = null;
    });
    canvas.addEventListener('pointercancel', () => { this.drag = null; });
    canvas.addEventListener('pointerleave', () => { if (!this.drag) app.point(null); });
    canvas.addEventListener('keydown', event => this.key(event));
  }

  at(px, py) { return hit(this.scene, this.x + px / this.scale, this.y + py / this.scale, 5 / this.scale); }

  pan(dx, dy) {
    this.x += dx / this.scale;
    this.y += dy / this.scale;
    this.app.redraw();
  }

  zoomAt(px, py, factor) {
    const scale = Math.max(0.005, Math.min(6, this.scale * factor));
    this.x += px / this.scale - px / scale;
    this.y += py / this.scale - py / scale;
    this.scale = scale;
    this.app.redraw();
  }

  // All of the scene if that can be read, else its upper part.
  fit(legible) {
    const {clientWidth: w, clientHeight: h} = this.canvas;
    const all = Math.min(w / this.scene.width, h / this.scene.height, 1.5);
    this.scale = legible ? Math.max(all, Math.min(0.7, w / Math.min(this.scene.width, 1600))) : all;
    this.x = this.scene.width * this.scale < w ? (this.scene.width - w / this.scale) / 2 : 0;
    this.y = this.scene.height * this.scale < h ? (this.scene.height - h / this.scale) / 2 : 0;
  }

  center(box) {
    this.scale = Math.max(this.scale, 0.8);
    this.x = box.x + box.w / 2 - this.canvas.clientWidth / 2 / this.scale;
    this.y = box.y + box.h / 2 - this.canvas.clientHeight / 2 / this.scale;
  }

  key(event) {
    const {clientWidth: w, clientHeight: h} = this.canvas;
    const actions = {
      ArrowLeft: () => this.pan(-60, 0), ArrowRight: () => this.pan(60, 0),
      ArrowUp: () => this.pan(0, -60), ArrowDown: () => this.pan(0, 60),
      PageUp: () => this.pan(0, -0.9 * h), PageDown: () => this.pan(0, 0.9 * h),
      '+': () => this.zoomAt(w / 2, h / 2, 1.25), '=': () => this.zoomAt(w / 2, h / 2, 1.25),
      '-': () => this.zoomAt(w / 2, h / 2, 0.8),
      0: () => { this.fit(false); this.app.redraw(); }, 1: () => this.zoomAt(w / 2, h / 2, 1 / this.scale),
    };
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  draw() {
    const {canvas, scene, app: {colors, related}} = this;
    const density = window.devicePixelRatio || 1;
    const width = Math.round(canvas.clientWidth * density), height = Math.round(canvas.clientHeight * density);
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    const c = canvas.getContext('2d');
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colors.ground;
    c.fillRect(0, 0, width, height);
    const zoom = this.scale * density;
    c.setTransform(zoom, 0, 0, zoom, -this.x * zoom, -this.y * zoom);
    const right = this.x + canvas.clientWidth / this.scale, bottom = this.y + canvas.clientHeight / this.scale;
    const visible = o => o.x < right && o.x + o.w > this.x - 20 && o.y < bottom && o.y + o.h > this.y - 20;
    const pixel = 1 / this.scale;
    for (const box of scene.scopes) if (visible(box)) this.drawScope(c, box, pixel);
    this.drawLines(c, scene.lines.filter(visible), pixel);
    c.textBaseline = 'middle';
    for (const box of scene.nodes) if (visible(box)) this.drawNode(c, box, pixel);
    c.globalAlpha = 1;
    if (scene.note && this.scale > 0.3) this.drawText(c, scene.note, 12, scene.height, Infinity, colors.faint);
    const marked = box => related.ops.has(box.op) || (related.nodes.has(box.node) && box.kind !== OP);
    c.strokeStyle = colors.mark;
    c.lineWidth = 3 * Math.max(pixel, 0.7);
    const outline = box => { if (visible(box) && marked(box)) c.strokeRect(box.x - 1, box.y - 1, box.w + 2, box.h + 2); };
    if (related.nodes.size + related.ops.size > 0) {
      scene.nodes.forEach(outline);
      scene.scopes.forEach(outline);
    }
  }

  drawText(c, text, x, y, room, color) {
    c.fillStyle = color;
    c.fillText(text, x, y, room);
  }

  drawScope(c, box, pixel) {
    const {colors} = this.app;
    const color = box.kind === BLOCK ? colors.block : box.kind === IF ? colors.if : box.kind === TANGLE ? colors.tangle : colors.loop;
    c.globalAlpha = box.kind === BLOCK ? 0.06 : 0.1;
    c.fillStyle = color;
    c.fillRect(box.x, box.y, box.w, box.h);
    c.globalAlpha = 0.8;
    c.strokeStyle = color;
    c.lineWidth = Math.min(1, pixel);
    if (box.kind === TANGLE) c.setLineDash([5, 3]);
    c.strokeRect(box.x, box.y, box.w, box.h);
    c.setLineDash([]);
    c.globalAlpha = 1;
    if (this.scale < 0.35 || box.text === '') return;
    c.font = '10px "DejaVu Sans Mono", Menlo, Consolas, monospace';
    c.textBaseline = 'middle';
    this.drawText(c, box.text, box.x + 7, box.kind === BLOCK ? box.y + box.h - 8 : box.y + 9, box.w - 10, colors.faint);
  }

  drawNode(c, box, pixel) {
    const {colors} = this.app;
    if (box.kind === NODE || box.kind === DISPATCH) {
      c.fillStyle = box.kind === DISPATCH ? colors.dispatchNode : box.shade > 0 ? colors.shades[Math.min(box.shade, 4) - 1] : colors.node;
      c.fillRect(box.x, box.y, box.w, box.h);
      c.strokeStyle = box.external || box.kind === DISPATCH ? colors.dispatch : colors.edge;
      c.lineWidth = box.external ? 2 : Math.max(1, pixel / 2);
      c.strokeRect(box.x, box.y, box.w, box.h);
    }
    if (this.scale < 0.3) return;
    c.font = (box.kind === HUB ? '11px' : '12px') + ' "DejaVu Sans Mono", Menlo, Consolas, monospace';
    this.drawText(c, box.text, box.x + 7, box.y + box.h / 2 + 0.5, box.w - 10, box.kind === HUB ? colors.faint : colors.text);
  }

  drawLines(c, lines, pixel) {
    const {colors, related, wayOf} = this.app;
    const coarse = this.scale < 0.12;
    for (const line of lines) {
      const marked = line.kind !== TREE && related.pairs.has(pairKey(line.from, line.to));
      const color = line.kind === TREE ? colors.edge : colors[WAYS[wayOf(line)]];
      c.strokeStyle = marked ? colors.mark : color;
      c.lineWidth = marked ? 3.5 * Math.max(pixel, 0.7) : Math.max(1.2, pixel * 0.7);
      c.setLineDash(coarse ? [] : line.kind === SIDE ? [6, 3] : line.kind === DISPATCHED ? [2, 3] : []);
      const p = line.points;
      c.beginPath();
      c.moveTo(p[0].x, p[0].y);
      for (let i = 1; i < p.length; i++) {
        const middle = (p[i - 1].y + p[i].y) / 2;
        if (coarse || line.kind === TREE) c.lineTo(p[i].x, p[i].y);
        else c.bezierCurveTo(p[i - 1].x, middle, p[i].x, middle, p[i].x, p[i].y);
      }
      c.stroke();
      if (coarse || line.kind === TREE) continue;
      c.setLineDash([]);
      const tip = p[p.length - 1], back = tip.y > p[p.length - 2].y ? -6 : 6;
      c.fillStyle = color;
      c.beginPath();
      c.moveTo(tip.x, tip.y);
      c.lineTo(tip.x - 3, tip.y + back);
      c.lineTo(tip.x + 3, tip.y + back);
      c.fill();
      if (line.text === '' || this.scale < 0.45) continue;
      c.font = '10px "DejaVu Sans Mono", Menlo, Consolas, monospace';
      c.textBaseline = 'alphabetic';
      if (line.kind === DISPATCHED) this.drawText(c, line.text, tip.x + 6, tip.y - 5, Infinity, colors.faint);
      else this.drawText(c, line.text, p[0].x + 3, p[0].y + 10, Infinity, colors.faint);
    }
    c.setLineDash([]);
  }
}

// ---- The page.

class App {
  constructor(data) {
    this.titles = data.titles;
    this.sides = data.sides;
    this.policies = data.policies.map(raw => ({...raw, tree: decodeScene(raw.tree), ways: indexWays(raw.ways)}));
    this.scenes = {dom: decodeScene(data.dom), loops: decodeScene(data.loops)};
    this.found = [];
    this.foundAt = 0;
    this.pinned = null;  // What stays marked when the pointer is elsewhere.
    this.pending = false;
    const $ = id => document.getElementById(id);
    this.status = $('status');
    this.graph = new View($('graph'), this);
    this.other = new View($('other'), this);
    this.graph.scene = decodeScene(data.graph);
    this.wayOf = line => Math.max(...waysOfLine(line, this.policy.ways, this.sides).map(way => way.kind), 0);
    this.policyChoice = this.choice($('policies'), this.policies.map(p => [p.name, p.name, p.what]), name => this.setPolicy(name));
    this.stageChoice = this.choice($('stages'), [['tree', 'structure', 'nested scopes'], ['dom', 'dominators', ''], ['loops', 'loops', '']],
                                   name => this.setStage(name));
    this.figures($('figures'), $('figures-button'));
    $('legend').innerHTML = WAYS.map((way, i) => `<span><i style="color:var(--${way})"></i>${WAY_NAMES[i]}</span>`).join('');
    this.searching($('search'), $('found'));
    this.readColors();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.readColors(); this.redraw(); });
    new ResizeObserver(() => this.redraw()).observe(document.querySelector('main'));
    this.related = relate(null);
    this.setPolicy(data.policy);
    this.setStage(data.stage);
    this.graph.fit(true);
    this.redraw();
  }

  choice(parent, rows, choose) {
    const buttons = rows.map(([name, text, title]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('role', 'radio');
      button.dataset.name = name;
      button.textContent = text;
      button.title = title;
      button.addEventListener('click', () => choose(name));
      parent.append(button);
      return button;
    });
    return chosen => buttons.forEach(b => b.setAttribute('aria-checked', String(b.dataset.name === chosen)));
  }

  setPolicy(name) {
    this.policy = this.policies.find(p => p.name === name) || this.policies[0];
    this.policyChoice(this.policy.name);
    if (this.stage === 'tree') this.setStage('tree');
    this.point(null);
    this.redraw();
  }

  setStage(stage) {
    this.stage = stage;
    this.stageChoice(stage);
    this.other.scene = stage === 'tree' ? this.policy.tree : this.scenes[stage];
    this.other.fit(true);
    const node = this.pinned && (this.pinned.node ?? this.pinned.box?.node);
    if (node >= 0) this.show(node, this.graph);
    this.redraw();
  }

  figures(aside, button) {
    const table = document.createElement('table');
    const cell = (row, tag, text) => { const e = document.createElement(tag); e.textContent = text; row.append(e); };
    const head = table.createTHead().insertRow();
    cell(head, 'th', '');
    for (const policy of this.policies) cell(head, 'th', policy.name);
    const body = table.createTBody();
    this.policies[0].figures.forEach(([name], i) => {
      const row = body.insertRow();
      const values = this.policies.map(policy => policy.figures[i][1]);
      cell(row, 'th', name);
      for (const value of values) cell(row, 'td', value);
      if (values.some(value => value !== values[0])) row.className = 'differs';
    });
    const help = document.createElement('p');
    help.className = 'help';
    help.textContent = 'Drag to move, wheel to zoom. Click a block to mark it and see it on the other side. Keys: arrows, ' +
        'Page Up and Down, + and \u2212, 0 all, 1 full size, p next policy, / find, Enter next, Escape clear.';
    aside.append(table, help);
    button.addEventListener('click', () => {
      aside.hidden = !aside.hidden;
      button.setAttribute('aria-expanded', String(!aside.hidden));
      this.redraw();
    });
  }

  searching(input, output) {
    const go = () => {
      output.textContent = input.value.trim() === '' ? '' : this.found.length === 0 ? 'none' : `${this.foundAt + 1} of ${this.found.length}`;
      if (this.found.length > 0) this.pin({node: this.found[this.foundAt]});
    };
    input.addEventListener('input', () => {
      this.found = findNodes(this.titles, input.value);
      this.foundAt = 0;
      go();
    });
    input.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || this.found.length === 0) return;
      const n = this.found.length;
      this.foundAt = (this.foundAt + (event.shiftKey ? n - 1 : 1)) % n;
      go();
    });
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape') {
        this.pinned = null;
        this.point(null);
      } else if (event.key === '/' && document.activeElement !== input) {
        event.preventDefault();
        input.select();
        input.focus();
      } else if (event.key === 'p' && document.activeElement !== input && !event.ctrlKey && !event.metaKey) {
        this.setPolicy(this.policies[(this.policies.indexOf(this.policy) + 1) % this.policies.length].name);
      }
    });
  }

  // The pointer is over `target`.
  point(target) {
    this.related = relate(target || this.pinned, this.policy.ways, this.titles, this.sides);
    this.status.textContent = this.related.text;
    this.redraw();
  }

  // A click into `view`.
  pick(target, view) {
    this.pinned = target;
    const node = target && (target.box ? target.box.node : target.line.to);
    if (target && node >= 0) this.show(node, view === this.graph ? this.other : this.graph);
    this.point(target);
  }

  pin(target) {
    this.pinned = target;
    this.show(target.node, this.graph);
    this.show(target.node, this.other);
    this.point(null);
  }

  show(node, view) {
    const box = view.scene.nodes.find(b => b.node === node && b.kind <= DISPATCH) || view.scene.scopes.find(b => b.node === node && b.kind >= REGION);
    if (box) view.center(box);
  }

  readColors() {
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue('--' + name).trim();
    this.colors = {shades: [1, 2, 3, 4].map(i => color('shade' + i)), dispatchNode: color('dispatch-node')};
    for (const name of ['ground', 'text', 'faint', 'node', 'edge', 'block', 'if', 'tangle', 'mark', ...WAYS]) this.colors[name] = color(name);
  }

  // At most once a frame.
  redraw() {
    if (this.pending) return;
    this.pending = true;
    requestAnimationFrame(() => {
      this.pending = false;
      this.graph.draw();
      this.other.draw();
    });
  }
}

if (typeof document !== 'undefined') window.app = new App(JSON.parse(document.getElementById('data').textContent));
