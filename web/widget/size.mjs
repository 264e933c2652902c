// Fails when the widget outgrows its promise: a loader of 3 kB and 25 kB in all, gzipped.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const folder = process.env.TRATO_WIDGET_OUT ?? fileURLToPath(new URL("../../src/trato/app/static/widget/", import.meta.url));
const LOADER = 3_000;
const ALL = 25_000;

let loader = 0;
let all = 0;
for (const file of await readdir(folder)) {
  if (!file.endsWith(".js")) continue;
  const size = gzipSync(await readFile(`${folder}/${file}`), { level: 9 }).length;
  if (file === "widget.js") loader = size;
  all += size;
  console.log(`${file}: ${size} bytes gzipped`);
}
const ok = loader > 0 && loader <= LOADER && all > loader && all <= ALL;
console.log(JSON.stringify({ ok, figures: { loader_bytes: loader, loader_budget: LOADER, all_bytes: all, all_budget: ALL } }));
process.exit(ok ? 0 : 1);
