// @vitest-environment happy-dom
import { i18n } from "@lingui/core";
import { fireEvent, render } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { CommandHost } from "~/app/CommandHost";
import type { Preferences } from "~/client/contract/preferences";
import { type Owner, useOffer } from "~/kit/commandHost";

const EVERYBODY = Object.keys({
  desk: 0, comments: 0, threads: 0, calls: 0, taking: 0, views: 0, voice: 0, hints: 0, summary: 0, suggestions: 0,
  rewriting: 0, policies: 0, triage: 0, app: 0, floor: 0,
} satisfies Record<Owner, 0>) as Owner[];

function Offering({ owner, keys, run }: { owner: Owner; keys: string; run: () => void }) {
  useOffer(owner, [{ id: `test.${owner}`, words: owner, keys, run }]);
  return null;
}

test("whoever offers commands, their keys run them", () => {
  i18n.loadAndActivate({ locale: "es", messages: {} });
  const preferences = { single_keys: true, keys: {} } as unknown as Preferences;
  const run = vi.fn();
  const letters = "abcdefghijklmnopqrstuvwxyz";
  render(
    <CommandHost preferences={preferences} reasons={[]}>
      {EVERYBODY.map((owner, at) => (
        <Offering key={owner} owner={owner} keys={letters[at] ?? ""} run={() => run(owner)} />
      ))}
    </CommandHost>,
  );
  for (const at of EVERYBODY.keys()) fireEvent.keyDown(document.body, { key: letters[at], code: `Key${letters[at]?.toUpperCase()}` });
  expect(run.mock.calls.flat()).toEqual([...EVERYBODY]);
});
