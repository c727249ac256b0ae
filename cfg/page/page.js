// SPDX-License-Identifier: Apache-2.0
//
// The page: the graph on the left, its structure (or dominators, or loops) on the right, and the controls above.
'use strict';

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
    this.policyChoice =
        this.choice($('policies'), this.policies.map(p => [p.name, p.name, p.what]), name => this.setPolicy(name));
    this.stageChoice = this.choice(
        $('stages'), [['tree', 'structure', 'nested scopes'], ['dom', 'dominators', ''], ['loops', 'loops', '']],
        name => this.setStage(name));
    this.figures($('figures'), $('figures-button'));
    $('legend').innerHTML =
        WAYS.map((way, i) => `<span><i style="color:var(--${way})"></i>${WAY_NAMES[i]}</span>`).join('');
    this.searching($('search'), $('found'));
    this.readColors();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.readColors();
      this.redraw();
    });
    new ResizeObserver(() => {
      for (const view of [this.graph, this.other])
        if (!view.moved) view.fit(true);
      this.redraw();
    }).observe($('graph'));
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
    const cell = (row, tag, text) => {
      const e = document.createElement(tag);
      e.textContent = text;
      row.append(e);
    };
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
    help.textContent =
        'Drag to move, wheel to zoom. Click a block to mark it and see it on the other side. Keys: arrows, ' +
        'Page Up and Down, + and \u2212, 0 all, 1 full size, p next policy, / find, Enter next, Escape clear.';
    aside.append(table, help);
    button.addEventListener('click', () => {
      aside.hidden = !aside.hidden;
      button.setAttribute('aria-expanded', String(!aside.hidden));
    });
  }

  searching(input, output) {
    const go = () => {
      output.textContent = input.value.trim() === '' ? '' :
          this.found.length === 0                    ? 'none' :
                                                       `${this.foundAt + 1} of ${this.found.length}`;
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
    const box = view.scene.nodes.find(b => b.node === node && b.kind <= DISPATCH) ||
        view.scene.scopes.find(b => b.node === node && b.kind >= REGION);
    if (box) view.center(box);
  }

  readColors() {
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue('--' + name).trim();
    this.colors = {shades: [1, 2, 3, 4].map(i => color('shade' + i)), dispatchNode: color('dispatch-node')};
    for (const name of ['ground', 'text', 'faint', 'node', 'edge', 'block', 'if', 'tangle', 'mark', ...WAYS])
      this.colors[name] = color(name);
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

window.app = new App(JSON.parse(document.getElementById('data').textContent));
