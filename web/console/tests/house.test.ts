import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const SRC = resolve(import.meta.dirname, "../src");

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) && !name.endsWith(".d.ts") ? [path] : [];
  });
}

const ALL = files(SRC).map((path) => ({ name: relative(SRC, path), code: readFileSync(path, "utf8"), path }));

/** What a file imports of ours, from src: "rooms/cases/order". */
function imports(one: (typeof ALL)[number]): { to: string; type: boolean }[] {
  const found = one.code.matchAll(/(import|export)\s+(type\s+)?[^;"']*?["']([^"']+)["']|import\(["']([^"']+)["']\)|import\s+["']([^"']+)["']/g);
  return [...found].flatMap((match) => {
    const from = match[3] ?? match[4] ?? match[5] ?? "";
    if (from.startsWith("~/")) return [{ to: from.slice(2), type: Boolean(match[2]) }];
    if (from.startsWith(".")) return [{ to: relative(SRC, resolve(dirname(one.path), from)), type: Boolean(match[2]) }];
    return [];
  });
}

const layer = (name: string) => name.split("/")[0] ?? "";
const room = (name: string) => (name.startsWith("rooms/") ? (name.split("/")[1] ?? "") : "");
const MAY: Record<string, string[]> = {
  app: ["app", "desks", "rooms", "client", "kit"],
  desks: ["desks", "rooms", "client", "kit"],
  rooms: ["rooms", "client", "kit"],
  kit: ["kit", "client"],
  client: ["client"],
};

describe("the house of the console", () => {
  test("imports go app, desks, rooms, kit, client and never back", () => {
    const wrong = ALL.flatMap((one) =>
      imports(one)
        .filter(({ to }) => !to.startsWith("..") && !MAY[layer(one.name)]?.includes(layer(to)))
        .map(({ to }) => `${one.name} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test("a room never imports a room", () => {
    const wrong = ALL.flatMap((one) =>
      imports(one)
        .filter(({ to }) => room(one.name) && room(to) && room(to) !== room(one.name))
        .map(({ to }) => `${one.name} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });

  test("there are no barrels and no default exports", () => {
    const wrong = ALL.filter((one) => /^export\s+(default|\*|\{[^}]*\}\s+from)/m.test(one.code) || /(^|\/)index\.tsx?$/.test(one.name));
    expect(wrong.map((one) => one.name)).toEqual([]);
  });

  test("one component is exported a file, and the file has its name", () => {
    const wrong = ALL.filter((one) => one.name.endsWith(".tsx")).flatMap((one) => {
      const names = [...one.code.matchAll(/^export (?:function|const) ([A-Z]\w*[a-z]\w*)/gm)].map((match) => match[1]);
      const file = one.name.split("/").at(-1)?.replace(".tsx", "");
      return names.length === 1 && names[0] === file ? [] : file === "main" || file === "router" ? [] : [`${one.name}: ${names.join(", ")}`];
    });
    expect(wrong).toEqual([]);
  });

  test("only the client fetches, and only it opens a socket", () => {
    const wrong = ALL.filter((one) => layer(one.name) !== "client" && /\bfetch\(|new WebSocket\(/.test(one.code));
    expect(wrong.map((one) => one.name)).toEqual([]);
  });

  test("no words stand in JSX outside the catalogue", () => {
    const wrong = ALL.filter((one) => one.name.endsWith(".tsx")).flatMap((one) => {
      const text = [...one.code.matchAll(/>\s*([A-Za-zÁÉÍÓÚÑáéíóúñ][^<>{}=;()]*?)\s*<\//g)].map((match) => match[1]);
      const attribute = [...one.code.matchAll(/\s(?:aria-label|title|placeholder|label|alt)="([^"]*[A-Za-z][^"]*)"/g)].map((match) => match[1]);
      return [...text, ...attribute].map((words) => `${one.name}: ${words}`);
    });
    expect(wrong).toEqual([]);
  });

  test("no file is longer than can be read in one sitting", () => {
    const long = ALL.filter((one) => one.code.split("\n").length > 300);
    expect(long.map((one) => one.name)).toEqual([]);
  });

  test("what a channel can do is asked of its capabilities, never of its name", () => {
    const wrong = ALL.filter((one) => !one.name.startsWith("rooms/channels/") && one.name !== "client/contract/lists.ts" && /["'](whatsapp|webchat|messenger|instagram|facebook|telegram|sms|google_play|app_store)["']/.test(one.code));
    expect(wrong.map((one) => one.name)).toEqual([]);
  });
});
