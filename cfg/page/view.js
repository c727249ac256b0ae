// SPDX-License-Identifier: Apache-2.0
//
// One of the two sides of the page: draws the part of a scene that can be seen, and moves it.
'use strict';

class View {
  constructor(canvas, app) {
    this.canvas = canvas;
    this.app = app;
    this.scene = null;
    this.x = this.y = 0;  // The point of the scene in the upper left corner.
    this.scale = 1;
    this.moved = false;  // By the reader, since it was last fitted.
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
    canvas.addEventListener('pointercancel', () => {
      this.drag = null;
    });
    canvas.addEventListener('pointerleave', () => {
      if (!this.drag) app.point(null);
    });
    canvas.addEventListener('keydown', event => this.key(event));
  }

  at(px, py) {
    return hit(this.scene, this.x + px / this.scale, this.y + py / this.scale, 5 / this.scale);
  }

  pan(dx, dy) {
    this.moved = true;
    this.x += dx / this.scale;
    this.y += dy / this.scale;
    this.app.redraw();
  }

  zoomAt(px, py, factor) {
    this.moved = true;
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
    this.moved = false;
    this.scale = legible ? Math.max(all, Math.min(0.7, w / Math.min(this.scene.width, 1600))) : all;
    this.x = this.scene.width * this.scale < w ? (this.scene.width - w / this.scale) / 2 : 0;
    this.y = this.scene.height * this.scale < h ? (this.scene.height - h / this.scale) / 2 : 0;
  }

  center(box) {
    this.moved = true;
    this.scale = Math.max(this.scale, 0.8);
    this.x = box.x + box.w / 2 - this.canvas.clientWidth / 2 / this.scale;
    this.y = box.y + box.h / 2 - this.canvas.clientHeight / 2 / this.scale;
  }

  key(event) {
    const {clientWidth: w, clientHeight: h} = this.canvas;
    const actions = {
      ArrowLeft: () => this.pan(-60, 0),
      ArrowRight: () => this.pan(60, 0),
      ArrowUp: () => this.pan(0, -60),
      ArrowDown: () => this.pan(0, 60),
      PageUp: () => this.pan(0, -0.9 * h),
      PageDown: () => this.pan(0, 0.9 * h),
      '+': () => this.zoomAt(w / 2, h / 2, 1.25),
      '=': () => this.zoomAt(w / 2, h / 2, 1.25),
      '-': () => this.zoomAt(w / 2, h / 2, 0.8),
      0: () => {
        this.fit(false);
        this.app.redraw();
      },
      1: () => this.zoomAt(w / 2, h / 2, 1 / this.scale),
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
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const c = canvas.getContext('2d');
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colors.ground;
    c.fillRect(0, 0, width, height);
    const zoom = this.scale * density;
    c.setTransform(zoom, 0, 0, zoom, -this.x * zoom, -this.y * zoom);
    const right = this.x + canvas.clientWidth / this.scale, bottom = this.y + canvas.clientHeight / this.scale;
    const visible = o => o.x < right && o.x + o.w > this.x - 20 && o.y < bottom && o.y + o.h > this.y - 20;
    const pixel = 1 / this.scale;
    for (const box of scene.scopes)
      if (visible(box)) this.drawScope(c, box, pixel);
    this.drawLines(c, scene.lines.filter(visible), pixel);
    c.textBaseline = 'middle';
    for (const box of scene.nodes)
      if (visible(box)) this.drawNode(c, box, pixel);
    c.globalAlpha = 1;
    if (scene.note && this.scale > 0.3) this.drawText(c, scene.note, 12, scene.height, colors.faint);
    const marked = box => related.ops.has(box.op) || (related.nodes.has(box.node) && box.kind !== OP);
    c.strokeStyle = colors.mark;
    c.lineWidth = 3 * Math.max(pixel, 0.7);
    const outline = box => {
      if (visible(box) && marked(box)) c.strokeRect(box.x - 1, box.y - 1, box.w + 2, box.h + 2);
    };
    if (related.nodes.size + related.ops.size > 0) {
      scene.nodes.forEach(outline);
      scene.scopes.forEach(outline);
    }
  }

  drawText(c, text, x, y, color, room) {
    c.fillStyle = color;
    if (room === undefined)
      c.fillText(text, x, y);
    else
      c.fillText(text, x, y, room);
  }

  drawScope(c, box, pixel) {
    const {colors} = this.app;
    const color = box.kind === BLOCK ? colors.block :
        box.kind === IF              ? colors.if :
        box.kind === TANGLE          ? colors.tangle :
                                       colors.loop;
    c.globalAlpha = 0.08 * 0.85 ** box.shade;  // What shines through adds up to a limit.
    c.fillStyle = color;
    c.fillRect(box.x, box.y, box.w, box.h);
    c.globalAlpha = Math.max(0.02, Math.min(0.8, (this.scene.indent * this.scale) ** 2 / 40));
    c.strokeStyle = color;
    c.lineWidth = Math.min(1, pixel);
    if (box.kind === TANGLE) c.setLineDash([5, 3]);
    c.strokeRect(box.x, box.y, box.w, box.h);
    c.setLineDash([]);
    c.globalAlpha = 1;
    if (this.scale < 0.35 || box.text === '') return;
    c.font = '10px "DejaVu Sans Mono", Menlo, Consolas, monospace';
    c.textBaseline = 'middle';
    this.drawText(c, box.text, box.x + 7, box.kind === BLOCK ? box.y + box.h - 8 : box.y + 9, colors.faint, box.w - 10);
  }

  drawNode(c, box, pixel) {
    const {colors} = this.app;
    if (box.kind === NODE || box.kind === DISPATCH) {
      c.fillStyle = box.kind === DISPATCH ? colors.dispatchNode :
          box.shade > 0                   ? colors.shades[Math.min(box.shade, 4) - 1] :
                                            colors.node;
      c.fillRect(box.x, box.y, box.w, box.h);
      c.strokeStyle = box.external || box.kind === DISPATCH ? colors.dispatch : colors.edge;
      c.lineWidth = box.external ? 2 : Math.max(1, pixel / 2);
      c.strokeRect(box.x, box.y, box.w, box.h);
    }
    if (this.scale < 0.3) return;
    c.font = (box.kind === HUB ? '11px' : '12px') + ' "DejaVu Sans Mono", Menlo, Consolas, monospace';
    const left = box.kind === OP;
    c.textAlign = left ? 'left' : 'center';
    this.drawText(
        c, box.text, left ? box.x + 7 : box.x + box.w / 2, box.y + box.h / 2 + 0.5,
        box.kind === HUB ? colors.faint : colors.text, box.w - 10);
    c.textAlign = 'left';
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
        if (coarse || line.kind === TREE)
          c.lineTo(p[i].x, p[i].y);
        else
          c.bezierCurveTo(p[i - 1].x, middle, p[i].x, middle, p[i].x, p[i].y);
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
      if (line.textAtEnd)
        this.drawText(c, line.text, tip.x + 6, tip.y - 5, colors.faint);
      else
        this.drawText(c, line.text, p[0].x + 3, p[0].y + (p[1].y < p[0].y ? -3 : 10), colors.faint);
    }
    c.setLineDash([]);
  }
}
