import { i18n } from "@lingui/core";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { colourGroups, typeSizes } from "~/desks/admin/design/tokens";

const CSS = readFileSync(resolve(import.meta.dirname, "../../src/kit/tokens.css"), "utf8");
const declared = (pattern: RegExp) => new Set([...CSS.matchAll(pattern)].map((match) => `--${match[1]}`));

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

test("every colour of the tokens stands on the page with its meaning, and none that is gone", () => {
  const shown = colourGroups().flatMap((group) => group.tokens.map((one) => one.token));
  expect(new Set(shown)).toEqual(declared(/--([\w-]+):\s*(?:#|rgb)/g));
});

test("every size of type stands on the page", () => {
  expect(new Set(typeSizes().map((one) => one.token))).toEqual(declared(/--(type-[\w]+):/g));
});
