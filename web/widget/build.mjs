// Builds the widget into the server's static folder: the app and its languages under names that change with their
// content, then the loader, which knows those names. Every script also lies there packed, so that the server never packs.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const LANGUAGES = ["es", "en", "pt"];
const root = fileURLToPath(new URL(".", import.meta.url));
const output = process.env.TRATO_WIDGET_OUT ?? fileURLToPath(new URL("../../src/trato/app/static/widget/", import.meta.url));

async function bundle(entry, format, define = {}) {
  const [result] = [
    await build({
      root,
      configFile: false,
      logLevel: "warn",
      oxc: { jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" } },
      define: { "process.env.NODE_ENV": '"production"', ...define },
      build: {
        write: false,
        target: "es2022",
        rolldownOptions: { output: { minify: true } }, // a library in this format keeps its spaces otherwise
        lib: { entry: `${root}src/${entry}`, formats: [format], name: "TratoWidget" },
      },
    }),
  ].flat();
  return result.output.find((one) => one.type === "chunk").code;
}

await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });
const pieces = { app: await bundle("app/main.tsx", "es") };
for (const one of LANGUAGES) pieces[one] = await bundle(`app/words/${one}.ts`, "es");
const name = createHash("sha256").update(Object.values(pieces).join("")).digest("hex").slice(0, 10);
for (const [piece, code] of Object.entries(pieces)) await writeFile(`${output}/${piece}-${name}.js`, code);
await writeFile(`${output}/widget.js`, await bundle("loader/loader.ts", "iife", { __BUILD__: JSON.stringify(name) }));
// the page on which administrators see their choices: the same widget, with a conversation that was made up
const preview = await bundle("preview/preview.ts", "iife");
const mark = createHash("sha256").update(preview).digest("hex").slice(0, 10);
await writeFile(`${output}/preview-${mark}.js`, preview);
const head = '<!doctype html><html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Chat</title>';
await writeFile(`${output}/preview.html`, `${head}<body><script src="/widget/preview-${mark}.js"></script></body></html>\n`);
const font = "node_modules/@fontsource-variable/asap/files/asap-latin-wght-normal.woff2";
await copyFile(`${root}${font}`, `${output}/asap-latin.woff2`);
await copyFile(`${root}node_modules/@fontsource-variable/asap/LICENSE`, `${output}/asap-LICENSE.txt`);
for (const file of await readdir(output)) {
  if (file.endsWith(".js")) await writeFile(`${output}/${file}.gz`, gzipSync(await readFile(`${output}/${file}`), { level: 9 }));
}
