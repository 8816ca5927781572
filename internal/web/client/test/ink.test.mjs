// The page and the server make the same lines of a drawing: this test holds the page to the file that the server's test reads,
// internal/storyboard/testdata/ink.json. INK=write writes it anew.
import { build } from "esbuild";
import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

const file = fileURLToPath(new URL("../../../storyboard/testdata/ink.json", import.meta.url));

async function ink() {
  const out = join(await mkdtemp(join(tmpdir(), "ink-")), "ink.mjs");
  await build({ entryPoints: [fileURLToPath(new URL("../src/ink.ts", import.meta.url))], bundle: true, format: "esm", outfile: out });
  return import(pathToFileURL(out).href);
}

/** draw moves a hand along a spiral, pressing harder and softer. */
function draw({ Hand }, pressed, tool) {
  const stroke = { tool, color: "#b3211f", size: 9, points: [] };
  const hand = new Hand(stroke, pressed);
  for (let i = 0; i <= 60; i++) {
    hand.move(800 + 6 * i * Math.cos(i / 6), 450 + 5 * i * Math.sin(i / 6), 0.5 + 0.4 * Math.sin(i / 9), 1000 + 8 * i);
  }
  hand.end(1000, 450);
  return stroke;
}

test("page and server make the same lines", async () => {
  const made = await ink();
  const strokes = [draw(made, true, "pen"), draw(made, false, "eraser"), { tool: "pen", color: "#1d1b19", size: 4, points: [[10, 10, 0.45]] }];
  const drawing = { version: 1, width: 1600, height: 900, strokes };
  const lines = strokes.flatMap((s) => made.linesOf(s));
  const text = JSON.stringify({ drawing, lines }) + "\n";
  if (process.env.INK === "write") await writeFile(file, text);
  assert.equal(text, await readFile(file, "utf8"));
});

test("what is painted piece by piece is what is painted at once", async () => {
  const made = await ink();
  const stroke = draw(made, true, "pen");
  const pieces = [];
  for (let from = 1, n = stroke.points.length; from < n; from += 7) {
    const soFar = { ...stroke, points: stroke.points.slice(0, Math.min(from + 7, n)) };
    pieces.push(...made.linesOf(soFar, from));
  }
  const ends = (lines) => lines.flatMap((l) => l.points.slice(1).map((p, i) => [...l.points[i], ...p, l.width].join()));
  assert.deepEqual([...new Set(ends(pieces))], [...new Set(ends(made.linesOf(stroke)))]);
});

test("a quick hand leaves no corners", async () => {
  const { Hand } = await ink();
  const stroke = { tool: "pen", color: "#1d1b19", size: 9, points: [] };
  const hand = new Hand(stroke, false);
  for (let i = 0; i <= 12; i++) hand.move(800 + 300 * Math.cos(i / 2), 450 + 300 * Math.sin(i / 2), 0, 10 * i);
  const ways = stroke.points.slice(1).map((p, i) => Math.hypot(p[0] - stroke.points[i][0], p[1] - stroke.points[i][1]));
  assert.ok(stroke.points.length > 100, `${stroke.points.length} points`);
  assert.ok(Math.max(...ways) < 16, `a straight piece of ${Math.max(...ways)}`);
});
