// SPDX-License-Identifier: Apache-2.0
//
// The page of `beamfold cfg --emit=html`: the script's logic on the data of a real page, and the whole script on a
// minimal browser that counts what is drawn.
//
// usage: node --test tests/cfg_page_test.mjs, with BEAMFOLD_TOOL set

import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import test from 'node:test';
import vm from 'node:vm';

const tool = process.env.BEAMFOLD_TOOL;
const page = execFileSync(tool, ['cfg', '--emit=html', 'cfg/pictures/sum.cfg'], {encoding: 'utf8'});
const [, text] = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(page);
const [, script] = /<script>([^]*)<\/script>/.exec(page);
const data = JSON.parse(text);

// Just enough of a browser. Elements note what is called; the canvases are 600 wide and 400 high.
function startPage() {
  const drawn = [];
  const context = new Proxy({}, {
    get: (target, name) => name in target ? target[name] :
                                            (...args) => {
                                              drawn.push([name, ...args]);
                                            },
    set: (target, name, value) => {
      target[name] = value;
      return true;
    },
  });
  const element = () => {
    const self = {
      listeners: {},
      attributes: {},
      dataset: {},
      children: [],
      textContent: '',
      clientWidth: 600,
      clientHeight: 400,
      hidden: true,
      value: '',
      addEventListener: (kind, act) => {
        self.listeners[kind] = act;
      },
      setAttribute: (name, value) => {
        self.attributes[name] = value;
      },
      append: (...children) => self.children.push(...children),
      rows: [],
      createTHead: () => self,
      createTBody: () => self,
      insertRow: () => {
        const row = element();
        self.rows.push(row);
        return row;
      },
      getContext: () => context,
      setPointerCapture: () => {},
      select: () => {},
      focus: () => {},
    };
    return self;
  };
  const elements = new Map();
  const documentListeners = {};
  const byId = id => {
    if (!elements.has(id)) elements.set(id, element());
    return elements.get(id);
  };
  byId('data').textContent = text;
  const window = {devicePixelRatio: 1};
  const frames = [];
  vm.runInNewContext(script, {
    window,
    Math,
    JSON,
    console,
    document: {
      getElementById: byId,
      createElement: element,
      documentElement: element(),
      activeElement: null,
      addEventListener: (kind, act) => {
        documentListeners[kind] = act;
      }
    },
    getComputedStyle: () => ({getPropertyValue: name => name}),
    matchMedia: () => ({addEventListener: () => {}}),
    ResizeObserver: class {observe() {}},
    requestAnimationFrame: act => frames.push(act),
  });
  const frame = () => {
    drawn.length = 0;
    while (frames.length > 0) frames.shift()();
    return drawn;
  };
  return {app: window.app, byId, frame, documentListeners};
}

const texts = drawn => drawn.filter(([name]) => name === 'fillText').map(([, shown]) => shown);
// Where a box of the scene is on its canvas.
const middle = (view, box) =>
    ({offsetX: (box.x + box.w / 2 - view.x) * view.scale, offsetY: (box.y + box.h / 2 - view.y) * view.scale});

test('both sides are drawn', () => {
  const {frame} = startPage();
  const shown = texts(frame());
  for (const title of data.titles) assert.equal(shown.filter(t => t === title).length >= 1, true, title);
  assert.equal(shown.filter(t => t === 'b1 add').length, 2);
  assert.equal(shown.includes('br 0 \u2192 b0 sum/2'), true);
});

test('pointing at a block tells how its edges are realised, and marks them', () => {
  const {app, byId} = startPage();
  const box = app.graph.scene.nodes.find(n => n.text === 'b0 sum/2');
  byId('graph').listeners.pointermove(middle(app.graph, box));
  assert.equal(
      byId('status').textContent,
      'b0 sum/2:  b0 sum/2 \u2192 b2 function_clause: br 1, forward  \u00b7  b0 sum/2 \u2192 b1 add: falls through' +
          '  \u00b7  b0 sum/2 \u2192 b3 return: br 2, forward');
  assert.deepEqual([...app.related.nodes], [0]);
  assert.deepEqual([...app.related.pairs], ['0>2', '0>1', '0>3']);
  byId('graph').listeners.pointerleave({});
  assert.equal(byId('status').textContent, '');
});

test('pointing at an instruction tells its edge', () => {
  const {app, byId} = startPage();
  const row = app.other.scene.nodes.find(n => n.text.startsWith('br_if 1 '));
  byId('other').listeners.pointermove(middle(app.other, row));
  assert.equal(byId('status').textContent, 'b5 after call \u2192 b4 main/0: br 1, forward');
});

test('pointing at a line tells its way, under each policy', () => {
  const {app, byId, documentListeners} = startPage();
  const line = app.graph.scene.lines.find(l => l.from === 1 && l.to === 0);
  const at = line.points.length === 2 ?
      {x: (line.points[0].x + line.points[1].x) / 2, y: (line.points[0].y + line.points[1].y) / 2} :
      line.points[1];
  const event = () => middle(app.graph, {...at, w: 0, h: 0});
  byId('graph').listeners.pointermove(event());
  assert.equal(byId('status').textContent, 'b1 add \u2192 b0 sum/2: br 0, loop');
  documentListeners.keydown({key: 'p', preventDefault() {}});
  while (app.policy.name !== 'naive') documentListeners.keydown({key: 'p', preventDefault() {}});
  byId('graph').listeners.pointermove(event());
  assert.match(byId('status').textContent, /^b1 add \u2192 b0 sum\/2: label 0, br \d+, dispatch$/);
});

test('searching finds by number and by name, and goes on', () => {
  const {app, byId} = startPage();
  const search = query => {
    byId('search').value = query;
    byId('search').listeners.input();
    return byId('found').textContent;
  };
  assert.equal(search('b3'), '1 of 1');
  assert.deepEqual([...app.related.nodes], [3]);
  assert.equal(search('3'), '1 of 1');
  assert.equal(search('RETURN'), '1 of 1');
  assert.equal(search('d'), '1 of 1');
  assert.deepEqual([...app.related.nodes], [8]);
  assert.equal(search('a'), '1 of 5');
  byId('search').listeners.keydown({key: 'Enter'});
  assert.equal(byId('found').textContent, '2 of 5');
  byId('search').listeners.keydown({key: 'Enter', shiftKey: true});
  byId('search').listeners.keydown({key: 'Enter', shiftKey: true});
  assert.equal(byId('found').textContent, '5 of 5');
  assert.equal(search('no such'), 'none');
  assert.equal(search(''), '');
});

test('a click shows the block on the other side', () => {
  const {app, byId} = startPage();
  const box = app.graph.scene.nodes.find(n => n.text === 'b6 badmatch');
  const event = {...middle(app.graph, box), pointerId: 1};
  byId('graph').listeners.pointerdown(event);
  byId('graph').listeners.pointerup(event);
  const there = app.other.scene.nodes.find(n => n.text === 'b6 badmatch');
  const {offsetX, offsetY} = middle(app.other, there);
  assert.deepEqual([Math.round(offsetX), Math.round(offsetY)], [300, 200]);
});

test('dragging, the wheel and keys move the view', () => {
  const {app, byId} = startPage();
  const {listeners} = byId('graph');
  const {x, y, scale} = app.graph;
  listeners.pointerdown({offsetX: 100, offsetY: 100, pointerId: 1});
  listeners.pointermove({offsetX: 130, offsetY: 90});
  listeners.pointerup({offsetX: 130, offsetY: 90});
  assert.equal(
      Math.abs(app.graph.x - (x - 30 / scale)) < 1e-9 && Math.abs(app.graph.y - (y + 10 / scale)) < 1e-9, true);
  // The point under the pointer stays.
  const under = app.graph.x + 50 / app.graph.scale;
  listeners.wheel({offsetX: 50, offsetY: 60, deltaY: -100, deltaMode: 0, preventDefault() {}});
  assert.equal(app.graph.scale > scale && Math.abs(under - (app.graph.x + 50 / app.graph.scale)) < 1e-9, true);
  listeners.keydown({key: '1', preventDefault() {}});
  assert.equal(app.graph.scale, 1);
  listeners.keydown({key: 'ArrowRight', preventDefault() {}});
  listeners.keydown({key: '0', preventDefault() {}});
  assert.equal(app.graph.scale <= 1.5 && app.graph.scene.width * app.graph.scale <= 601, true);
});

test('dominators and loops', () => {
  const {app, byId, frame} = startPage();
  const choose = name => byId('stages').children.find(b => b.dataset.name === name).listeners.click();
  choose('dom');
  const line = app.other.scene.lines.find(l => l.to === 6);
  byId('other').listeners.pointermove(middle(app.other, {...line.points[1], w: 0, h: 0}));
  assert.equal(byId('status').textContent, 'b5 after call dominates b6 badmatch');
  choose('loops');
  assert.equal(texts(frame()).includes('loop \u21ba b0 sum/2'), true);
});

test('figures stand side by side', () => {
  const {byId} = startPage();
  const rows = byId('figures').children[0].rows.map(row => row.children.map(cell => cell.textContent));
  assert.deepEqual(rows[0], ['', ...data.policies.map(policy => policy.name)]);
  assert.deepEqual(rows[1], ['blocks', ...data.policies.map(() => '8')]);
  assert.equal(rows.length, 1 + data.policies[0].figures.length);
  assert.equal(byId('figures').hidden, true);
  byId('figures-button').listeners.click();
  assert.equal(byId('figures').hidden, false);
});
