import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const WORKER = join(import.meta.dirname, "sw.js");
const PUBLIC = join(import.meta.dirname, "../public");

/** Writes the service worker: it knows every piece of this build by name, and a new build is a new worker. */
export function serviceWorker(): Plugin {
  return {
    name: "trato-service-worker",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const pieces = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name)).toSorted();
        const fixed = readdirSync(PUBLIC).toSorted();
        const content = createHash("sha256").update(pieces.join()).update(readFileSync(WORKER));
        for (const name of fixed) content.update(readFileSync(join(PUBLIC, name)));
        const page = bundle["index.html"];
        if (page?.type === "asset") content.update(page.source);
        const shell = ["/", ...pieces.map((name) => `/${name}`), ...fixed.map((name) => `/${name}`)];
        const source = readFileSync(WORKER, "utf8")
          .replace("__VERSION__", content.digest("hex").slice(0, 12))
          .replace('["__SHELL__"]', JSON.stringify(shell));
        this.emitFile({ type: "asset", fileName: "sw.js", source });
      },
    },
  };
}
