// The page says the same timecodes as the program: both are held to internal/timecode/testdata/cases.json.
import { build } from "esbuild";
import assert from "node:assert/strict";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

async function timecode() {
  const out = join(await mkdtemp(join(tmpdir(), "timecode-")), "timecode.mjs");
  await build({ entryPoints: [fileURLToPath(new URL("../src/timecode.ts", import.meta.url))], bundle: true, format: "esm", outfile: out });
  return import(pathToFileURL(out).href);
}

test("page and program say the same timecodes", async () => {
  const { text, add } = await timecode();
  const { cases } = JSON.parse(await readFile(new URL("../../../timecode/testdata/cases.json", import.meta.url), "utf8"));
  assert.ok(cases.length > 100);
  for (const c of cases) {
    const rate = { num: c.num, den: c.den };
    assert.equal(text({ frame: c.frame, rate, drop: c.drop }), c.text);
    assert.equal(text(add({ frame: c.frame, rate, drop: c.drop }, c.add)), c.added);
  }
});

test("every frame of a film is found again at its own time", async () => {
  const { frameAt, timeOf } = await timecode();
  for (const rate of [{ num: 24000, den: 1001 }, { num: 30000, den: 1001 }, { num: 25, den: 1 }, { num: 60000, den: 1001 }]) {
    for (let frame = 0; frame < 200_000; frame += 7) {
      assert.equal(frameAt(timeOf(frame, rate), rate), frame);
      assert.equal(frameAt((frame * rate.den) / rate.num, rate), frame);
    }
  }
});
