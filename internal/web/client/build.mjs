// Bundles the pages' scripts, styles and fonts into dist/ under content-hashed names, and writes
// dist/manifest.json: { "app.js": "app-4F2K….js", … }. The server reads nothing but that folder.
import { build } from "esbuild";
import { readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");

for (const name of await readdir(dist)) {
  if (name !== "README") await rm(join(dist, name), { recursive: true });
}

const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/app.ts", board: "src/board.ts", calendar: "src/calendar.ts", cull: "src/cull.ts", library: "src/library.ts", peaking: "src/peaking.ts", storyboard: "src/storyboard.ts", sw: "src/sw.ts", upload: "src/upload.ts", styles: "css/app.css", mark: "src/mark.svg" },
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox121", "safari17.5"],
  loader: { ".woff2": "file", ".svg": "copy" },
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  legalComments: "eof",
  outdir: "dist",
  metafile: true,
  logLevel: "warning",
});

// "app-4F2KQ7XA.js" was "app.js"; a hash has eight capital letters and digits.
const plain = (file) => file.replace(/-[A-Z0-9]{8}(?=\.[a-z0-9]+$)/, "");
const logical = { "styles.css": "app.css" };
const manifest = {};
let total = 0;
for (const [file, info] of Object.entries(result.metafile.outputs)) {
  const name = plain(basename(file));
  manifest[logical[name] ?? name] = basename(file);
  total += info.bytes;
}
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
console.log(`${Object.keys(manifest).length} files, ${Math.round(total / 1024)} kB`);
