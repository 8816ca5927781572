// What a hand draws, and how it becomes lines. The server makes the same lines of the same document
// (internal/storyboard/drawing.go), so that the page, a print and an exported image agree.

export type Point = [x: number, y: number, pressure: number];

export interface Stroke {
  tool: "pen" | "eraser";
  color: string;
  size: number; // width at half pressure, in units of the sheet
  points: Point[];
}

export interface Drawing {
  version: 1;
  width: number;
  height: number;
  strokes: Stroke[];
}

export interface Line {
  width: number;
  points: [number, number][];
}

/** widthAt is how wide a tip draws under a pressure, in steps of half a unit. */
export const widthAt = (size: number, pressure: number): number => Math.max(Math.round(size * (0.4 + 1.2 * pressure) * 2) / 2, 0.5);

/** linesOf cuts a stroke into lines of one width each, from the piece that ends at point `from` on. */
export function linesOf(stroke: Stroke, from = 1): Line[] {
  const { points, size } = stroke;
  const first = points[Math.max(from - 1, 0)]!;
  let line: Line = { width: widthAt(size, first[2]), points: [[first[0], first[1]]] };
  const out: Line[] = [];
  for (let i = Math.max(from, 1); i < points.length; i++) {
    const before = points[i - 1]!;
    const p = points[i]!;
    const width = widthAt(size, (p[2] + before[2]) / 2);
    if (width !== line.width) {
      if (line.points.length > 1) out.push(line);
      line = { width, points: [[before[0], before[1]]] };
    }
    line.points.push([p[0], p[1]]);
  }
  out.push(line);
  return out;
}

/** paint draws a stroke, or what was added to it since point `from`. */
export function paint(ctx: CanvasRenderingContext2D, stroke: Stroke, from = 1): void {
  ctx.globalCompositeOperation = stroke.tool === "eraser" ? "destination-out" : "source-over";
  ctx.strokeStyle = stroke.color;
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  for (const line of linesOf(stroke, from)) {
    ctx.lineWidth = line.width;
    ctx.beginPath();
    const [x, y] = line.points[0]!;
    ctx.moveTo(x, y);
    if (line.points.length === 1) ctx.lineTo(x, y);
    for (let i = 1; i < line.points.length; i++) ctx.lineTo(line.points[i]![0], line.points[i]![1]);
    ctx.stroke();
  }
}

const steady = 0.62; // how much of its way the tip goes at once: the rest smooths what trembles
const piece = 7; // units: no straight piece of a curve is longer

/**
 * Hand turns where a pointer was into the points of a stroke: trembling is smoothed, and what lies between two reports of a
 * quick hand is a curve, not a corner.
 */
export class Hand {
  private near: Point[] = []; // the last two places, smoothed
  private speed = 0;

  constructor(readonly stroke: Stroke, private readonly pressed: boolean) {}

  /** move goes to a place in units of the sheet; `time` is in milliseconds, `pressure` counts where the pointer has one. */
  move(x: number, y: number, pressure: number, time: number): void {
    const last = this.near.at(-1);
    if (!last) {
      const first: Point = [x, y, this.pressed ? pressure : 0.45];
      this.near = [first];
      this.then = time;
      this.put(first);
      return;
    }
    const to: Point = [last[0] + (x - last[0]) * steady, last[1] + (y - last[1]) * steady, 0];
    const way = Math.hypot(to[0] - last[0], to[1] - last[1]);
    if (way < 0.8) return;
    const quick = Math.min(way / Math.max(time - this.then, 1), 8);
    this.speed += (quick - this.speed) * 0.3;
    this.then = time;
    const wanted = this.pressed ? pressure : 0.62 - 0.05 * this.speed;
    to[2] = last[2] + (Math.min(Math.max(wanted, 0.05), 1) - last[2]) * 0.5;
    this.curve(last, to);
    this.near = [last, to];
  }

  private then = 0;

  /** end takes the stroke to where the pointer was lifted. */
  end(x: number, y: number): void {
    const last = this.near.at(-1);
    if (last && Math.hypot(x - last[0], y - last[1]) > 0.8) this.curve(last, [x, y, last[2] * 0.8]);
    const tip = this.near.at(-1);
    if (tip && last !== tip) this.put(tip);
    if (this.stroke.points.length > 1 && last) this.put([x, y, last[2] * 0.8]);
  }

  /** curve goes from the middle of the last way to the middle of this one, round the place between them. */
  private curve(via: Point, to: Point): void {
    const from = this.stroke.points.at(-1)!;
    const end: Point = [(via[0] + to[0]) / 2, (via[1] + to[1]) / 2, (via[2] + to[2]) / 2];
    const steps = Math.max(1, Math.ceil(Math.hypot(end[0] - from[0], end[1] - from[1]) / piece));
    for (let i = 1; i <= steps; i++) {
      const t = i / steps;
      const mix = (k: 0 | 1 | 2) => (1 - t) * (1 - t) * from[k] + 2 * t * (1 - t) * via[k] + t * t * end[k];
      this.put([mix(0), mix(1), mix(2)]);
    }
  }

  private put(p: Point): void {
    const clean: Point = [Math.round(p[0] * 10) / 10, Math.round(p[1] * 10) / 10, Math.round(p[2] * 100) / 100];
    const last = this.stroke.points.at(-1);
    if (!last || last[0] !== clean[0] || last[1] !== clean[1]) this.stroke.points.push(clean);
  }
}
