import { describe, expect, test } from "vitest";
import type { CaseDetail } from "~/client/contract/cases";
import { actsFor } from "~/rooms/conversations/moderating";
import { treed } from "~/rooms/conversations/thread";
import { aConversation, aMessage, aNote, aRow } from "../make";

const said = (id: string, below: string | null = null, part = {}) => ({ kind: "message" as const, message: aMessage(id, { public: true, conversation_id: "wall", reply_to: below, ...part }) });
const drawn = (items: Parameters<typeof treed>[0]) => treed(items).map(({ item, depth }) => `${depth}${item.kind === "message" ? item.message.id : item.note.id}`);

describe("what is said in public", () => {
  test("stands below what it answers, oldest first among its like", () => {
    expect(drawn([said("a"), said("b"), said("c", "a"), said("d", "c"), said("e", "b"), said("f", "a")])).toEqual(["0a", "1c", "2d", "1f", "0b", "1e"]);
  });

  test("keeps its place in time where a note or another conversation came between", () => {
    const elsewhere = said("p", null, { conversation_id: "chat", public: false });
    expect(drawn([said("a"), elsewhere, said("b", "a"), { kind: "note", note: aNote("n") }, said("c", "a")])).toEqual(["0a", "0p", "0b", "0n", "0c"]);
  });

  test("is never lost, whatever it says it answers", () => {
    expect(drawn([said("a", "b"), said("b", "a"), said("c", "c"), said("d", "gone")]).toSorted()).toEqual(["0a", "0b", "0c", "0d"]);
  });
});

describe("the deeds on it", () => {
  const wall = aConversation("wall");
  wall.capabilities = { ...wall.capabilities, public: true, moderation: ["delete", "hide", "like", "unhide", "unlike"], own_moderation: ["delete"] };
  const one = { ...aRow("case"), conversations: [wall], may: ["message.moderate", "message.remove"] } as unknown as CaseDetail;
  const acts = (part: Parameters<typeof aMessage>[1]) => actsFor(one, aMessage("m", { public: true, conversation_id: "wall", ...part }));

  test("are those that its channel can, and that are not so already", () => {
    expect(acts({})).toEqual(["delete", "hide", "like"]);
    expect(acts({ hidden: true, liked: true })).toEqual(["delete", "unhide", "unlike"]);
  });

  test("need a permission each, and nothing on its way", () => {
    expect(actsFor({ ...one, may: ["message.moderate"] }, aMessage("m", { public: true, conversation_id: "wall" }))).toEqual(["hide", "like"]);
    const by = { kind: "user" as const, id: "camila", name: "Camila", alias: null };
    expect(acts({ moderation: { id: "1", act: "hide", state: "sending", reason_code: null, provider_code: null, by, at: "2026-11-19T10:00:00Z" } })).toEqual([]);
  });

  test("are none on what is private or gone", () => {
    expect(acts({ public: false })).toEqual([]);
    expect(acts({ deleted_at: "2026-11-19T10:00:00Z" })).toEqual([]);
  });
});
