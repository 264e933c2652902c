import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Attachment } from "~/client/contract/messages";
import type { NewMessage } from "~/client/contract/posted";
import { Refused, Unreachable } from "~/client/http";
import type { Mention } from "~/rooms/conversations/drafts";
import { emojiQuery, findEmoji, noteEmoji, recentEmoji } from "~/rooms/conversations/emoji/emoji";
import { fileRefusal } from "~/rooms/conversations/fileLimits";
import { calledPieces, findMentions, mentionsIn } from "~/rooms/conversations/mentions";
import { Outbox } from "~/rooms/conversations/outgoing";
import { type SendUp, Uploads } from "~/rooms/conversations/uploads";
import { aConversation, aFile, aMessage } from "../make";

const body = (id: string, attachments: string[] = []): NewMessage => ({
  id,
  case_id: "case",
  purpose: "reply",
  text: id,
  attachments,
  template: null,
  subject: null,
  to: [],
  copied: [],
  blind: [],
  reply_to: null,
  sources: [],
  compose: null,
  undo_seconds: 0,
});
const AT = "2026-11-19T10:00:00Z";

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

/** A way up that ends when it is told to. */
function lift() {
  const ends = new Map<string, { arrive: () => void; fail: (error: unknown) => void }>();
  const send: SendUp = (id, name) =>
    new Promise<Attachment>((resolve, reject) => ends.set(name, { arrive: () => resolve(aFile(id, { name })), fail: reject }));
  const uploads = new Uploads(send);
  const end = async (name: string, error?: unknown) => {
    if (error) ends.get(name)?.fail(error);
    else ends.get(name)?.arrive();
    await vi.advanceTimersByTimeAsync(1);
  };
  const add = (name: string) => {
    uploads.add("case", new File(["x"], name), null);
    return uploads.all().at(-1)?.id ?? "";
  };
  return { uploads, end, add };
}

function box(uploads: Uploads) {
  const taken: string[][] = [];
  const outbox = new Outbox(
    "camila",
    async (_, message) => {
      taken.push([message.id, ...message.attachments]);
      return aMessage(message.id);
    },
    () => undefined,
    uploads,
  );
  outbox.start();
  return { outbox, taken };
}

describe("a message whose files are still going up", () => {
  test("leaves when they are all there, in order with what was written after it", async () => {
    const { uploads, end, add } = lift();
    const { outbox, taken } = box(uploads);
    const [one, two] = [add("uno.png"), add("dos.png")];
    outbox.add("chat", body("first", [one, two]), AT, [], { [one]: "uno.png", [two]: "dos.png" });
    outbox.add("chat", body("second"), AT);
    await end("dos.png");
    expect(taken).toEqual([]);
    expect(outbox.all().map((each) => each.state)).toEqual(["uploading", "waiting"]);
    await end("uno.png");
    expect(taken).toEqual([["first", one, two], ["second"]]);
    expect(uploads.all()).toEqual([]);
  });

  test("stays with its reason when one of them is refused, and leaves once it has gone up after all", async () => {
    const { uploads, end, add } = lift();
    const { outbox, taken } = box(uploads);
    const id = add("uno.exe");
    outbox.add("chat", body("first", [id]), AT, [], { [id]: "uno.exe" });
    await end("uno.exe", new Refused({ status: 503, code: "unavailable" }));
    expect(outbox.all().map((each) => [each.state, each.problem?.code])).toEqual([["refused", "upload_failed"]]);
    outbox.retry("first");
    await end("uno.exe");
    expect(taken).toEqual([["first", id]]);
  });

  test("waits out a lost network", async () => {
    const { uploads, end, add } = lift();
    const { outbox, taken } = box(uploads);
    const id = add("uno.png");
    outbox.add("chat", body("first", [id]), AT, [], { [id]: "uno.png" });
    await end("uno.png", new Unreachable("cut"));
    expect(outbox.all()[0]?.state).toBe("uploading");
    await vi.advanceTimersByTimeAsync(5_000);
    await end("uno.png");
    expect(taken).toEqual([["first", id]]);
  });

  test("tells after a reload that its files were lost, and keeps its words", () => {
    const { uploads, add } = lift();
    const id = add("uno.png");
    box(uploads).outbox.add("chat", body("first", [id]), AT, [], { [id]: "uno.png" });
    const [kept] = box(new Uploads(() => new Promise(() => undefined))).outbox.all();
    expect([kept?.state, kept?.problem?.code, kept?.body.text]).toEqual(["refused", "upload_lost", "first"]);
  });
});

describe("what a channel takes", () => {
  const { capabilities } = aConversation("chat", {});
  const limits = { ...capabilities, files: 2, media: { image: 100, document: 50 }, mime: ["image/png", "application/pdf"] };
  test("is told before a file travels: how many, how large, of which type", () => {
    expect(fileRefusal(limits, { type: "image/png", size: 100 }, 1)).toBeNull();
    expect(fileRefusal(limits, { type: "image/png", size: 101 }, 0)).toMatchObject({ code: "file_too_big", limit: 100 });
    expect(fileRefusal(limits, { type: "application/pdf", size: 51 }, 0)).toMatchObject({ code: "file_too_big", limit: 50 });
    expect(fileRefusal(limits, { type: "image/gif", size: 1 }, 0)).toMatchObject({ code: "media_refused" });
    expect(fileRefusal(limits, { type: "image/png", size: 1 }, 2)).toMatchObject({ code: "too_many_files", limit: 2 });
  });
});

describe("a mention", () => {
  const people: Mention[] = ["Ana Ríos", "Anabel Soto", "Diego Paredes"].map((name) => ({ kind: "user", id: name, words: `@${name}` }));
  const all: Mention[] = [...people, { kind: "team", id: "post", words: "@Postventa Perú" }];

  test("is found by the beginning of any of its words, without accents", () => {
    expect(findMentions(all, "rios").map((one) => one.id)).toEqual(["Ana Ríos"]);
    expect(findMentions(all, "an").map((one) => one.id)).toEqual(["Ana Ríos", "Anabel Soto"]);
    expect(findMentions(all, "per").map((one) => one.id)).toEqual(["post"]);
  });

  test("calls who was chosen and still stands there, and who was written by the first name", () => {
    const chosen = [all[0], all[3]] as Mention[];
    expect(mentionsIn("@Ana Ríos, lo ve @Postventa Perú. @Diego, ¿sí?", chosen, all)).toEqual({ mentions: ["Ana Ríos", "Diego Paredes"], teams: ["post"] });
    expect(mentionsIn("Ya lo vi", chosen, all)).toEqual({ mentions: [], teams: [] });
    expect(mentionsIn("@Anabel", [], all).mentions).toEqual(["Anabel Soto"]);
  });

  test("stands out whole in the note, an address does not", () => {
    const called = calledPieces("@Ana Ríos y @alguien, a rosa@correo.pe", ["Ana Ríos"]).filter((one) => one.called);
    expect(called.map((one) => one.text)).toEqual(["@Ana Ríos", "@alguien"]);
  });
});

describe("emoji", () => {
  test("are found in Spanish, English and Portuguese, those used lately first", async () => {
    vi.useRealTimers();
    const { queryFn } = emojiQuery("es");
    const all = await (queryFn as () => Promise<Parameters<typeof findEmoji>[0]>)();
    const signs = (letters: string, recent: string[] = []) => findEmoji(all, letters, recent).map((one) => one.sign);
    expect(signs("sonri")[0]).not.toBe(undefined);
    expect(signs("corazon roj")).toContain("❤️");
    expect(signs("red_heart")).toContain("❤️");
    expect(signs("coracao verm")).toContain("❤️");
    expect(signs("heart", ["💙"])[0]).toBe("💙");
    expect(signs("", ["👍", "💙"])).toEqual(["👍", "💙"]);
    noteEmoji("camila", "👍");
    noteEmoji("camila", "💙");
    noteEmoji("camila", "👍");
    expect(recentEmoji("camila")).toEqual(["👍", "💙"]);
  });
});
