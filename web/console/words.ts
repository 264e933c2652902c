import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createCompiledCatalog, getCatalogForFile, getCatalogs } from "@lingui/cli/api";
import { getConfig } from "@lingui/conf";
import type { Plugin } from "vite";

const ROOT = import.meta.dirname;
const SRC = join(ROOT, "src");
const PART = /\.po\?(first|later)$/;
const STATIC = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)(?:[^;"'()]*?\sfrom\s+)?["']([~.][^"']*)["']/g;

/**
 * Gives each catalogue in two parts: `console.po?first` holds what is said by the files that the first page imports,
 * `?later` the rest. A file of the rest that says something waits for its part (see src/kit/laterWords.ts), so that no
 * page can show before its words.
 */
export function words(): Plugin {
  let first = new Set<string>();
  return {
    name: "trato-words",
    enforce: "pre",
    buildStart() {
      first = reached(join(SRC, "app/main.tsx"));
    },
    async transform(code, id) {
      const part = PART.exec(id)?.[1];
      if (part) return { code: await compiled(id.split("?")[0] ?? id, part === "first", first), map: null, moduleType: "js" };
      const file = id.split("?")[0] ?? id;
      const says = /\.tsx?$/.test(file) && file.startsWith(SRC) && /from "@lingui\/(core|react)\/macro"/.test(code);
      return says && !first.has(file) ? { code: `import "~/kit/laterWords";\n${code}`, map: null } : null;
    },
  };
}

/** Every file that a page imports without asking, itself among them. */
function reached(entry: string): Set<string> {
  const found = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file; file = open.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(STATIC)) {
      const path = from.startsWith("~/") ? join(SRC, from.slice(2)) : resolve(dirname(file), from);
      const there = [`${path}.ts`, `${path}.tsx`].find((one) => existsSync(one));
      if (there) open.push(there);
    }
  }
  return found;
}

async function compiled(file: string, wantsFirst: boolean, first: Set<string>): Promise<string> {
  const config = getConfig({ cwd: ROOT });
  const found = getCatalogForFile(relative(config.rootDir ?? ROOT, file), await getCatalogs(config));
  if (!found?.locale) throw new Error(`${file} is no catalogue of lingui.config.ts`);
  const { catalog } = found;
  const locale: string = found.locale;
  const said = await catalog.read(locale);
  const { messages } = await catalog.getTranslations(locale, { fallbackLocales: config.fallbackLocales ?? {}, sourceLocale: config.sourceLocale ?? "es" });
  const isFirst = (id: string) => said?.[id]?.origin?.some(([origin]) => first.has(join(ROOT, origin))) ?? true;
  const part = Object.fromEntries(Object.entries(messages).filter(([id]) => isFirst(id) === wantsFirst));
  const { source, errors } = createCompiledCatalog(locale, part, { namespace: "es" });
  if (errors.length > 0) throw new Error(`${file}: ${errors.map((one) => one.error.message).join("; ")}`);
  return source;
}
