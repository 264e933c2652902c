// Fails when the widget outgrows its promise: a loader of 3 kB and 25 kB in all, gzipped. A visitor loads the loader,
// the app and one language; "all" counts the largest of those, and the sum of every file is shown beside it.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const folder = process.env.TRATO_WIDGET_OUT ?? fileURLToPath(new URL("../../src/trato/app/static/widget/", import.meta.url));
const LOADER = 3_000;
const ALL = 25_000;

const sizes = {};
for (const file of await readdir(folder)) {
  if (!file.endsWith(".js") || file.startsWith("preview")) continue;
  const piece = file.split(/[.-]/)[0];
  sizes[piece] = gzipSync(await readFile(`${folder}/${file}`), { level: 9 }).length;
  console.log(`${file}: ${sizes[piece]} bytes gzipped`);
}
const { widget: loader = 0, app = 0, ...languages } = sizes;
const all = loader + app + Math.max(0, ...Object.values(languages));
const every = Object.values(sizes).reduce((sum, one) => sum + one, 0);
const ok = loader > 0 && loader <= LOADER && app > 0 && all <= ALL;
const figures = { loader_bytes: loader, loader_budget: LOADER, all_bytes: all, all_budget: ALL, every_file_bytes: every };
console.log(JSON.stringify({ ok, figures }));
process.exit(ok ? 0 : 1);
