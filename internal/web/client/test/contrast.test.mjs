// Holds the token sheet to WCAG 2.2 AA: 4.5 : 1 for text on every ground that it may stand on, 3 : 1 for the
// edges of controls and the marks that carry meaning, in all three themes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const sheet = readFileSync(new URL("../css/tokens.css", import.meta.url), "utf8");
const setBlock = sheet.slice(sheet.indexOf(':root[data-theme="set"]'));

const themes = { day: {}, night: {}, set: {} };
for (const [, name, day, night] of sheet.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)) {
  themes.day[name] = day;
  themes.night[name] = night;
}
for (const [, name, red] of setBlock.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)) themes.set[name] = red;

const channel = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex) => {
  const [r, g, b] = [1, 3, 5].map((i) => channel(parseInt(hex.slice(i, i + 2), 16) / 255));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ["ground", "raise-1", "raise-2"];
const text = [
  ...["ink", "ink-2", "ink-3", "amber", "tally", "clear"].flatMap((ink) => grounds.map((g) => [ink, g])),
  ["ink", "raise-3"], ["ink-2", "raise-3"], ["amber", "raise-3"],
  ["ink", "amber-wash"], ["ink-2", "amber-wash"], ["ink-3", "amber-wash"], ["amber", "amber-wash"],
  ["ink", "tally-wash"], ["tally", "tally-wash"], ["ink", "clear-wash"], ["clear", "clear-wash"],
  ["on-amber", "amber-fill"],
  ["on-day", "int-day"], ["on-day", "ext-day"], ["on-night", "int-night"], ["on-night", "ext-night"],
];
const marks = [
  ["edge", "ground"], ["edge", "raise-1"], ["amber-fill", "ground"],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => [`arc-${n}`, "raise-1"]),
];

for (const [theme, tokens] of Object.entries(themes)) {
  test(`${theme}: text reads at 4.5 : 1`, () => hold(tokens, text, 4.5));
  test(`${theme}: edges and marks stand out at 3 : 1`, () => hold(tokens, marks, 3));
}

test("the set theme stays below two fifths of white", () => {
  for (const [name, red] of Object.entries(themes.set)) {
    assert.ok(luminance(red) < 0.38, `${name} ${red} is brighter than a set allows`);
  }
});

function hold(tokens, pairs, least) {
  const weak = pairs
    .map(([ink, ground]) => [ink, ground, contrast(tokens[ink], tokens[ground])])
    .filter(([, , ratio]) => !(ratio >= least))
    .map(([ink, ground, ratio]) => `${ink} on ${ground} is ${ratio.toFixed(2)}`);
  assert.deepEqual(weak, []);
}
