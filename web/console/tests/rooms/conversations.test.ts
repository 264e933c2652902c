import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Message } from "~/client/contract/messages";
import type { NewMessage } from "~/client/contract/posted";
import { Refused, Unreachable } from "~/client/http";
import { EMPTY, readDraft, rewritten, writeKept } from "~/rooms/conversations/drafts";
import { editShare } from "~/rooms/conversations/editShare";
import { freshAfter } from "~/rooms/conversations/fresh";
import { lengthOf } from "~/rooms/conversations/length";
import { Outbox } from "~/rooms/conversations/outgoing";
import type { ThreadPages } from "~/rooms/conversations/queries";
import { segmentsOf } from "~/rooms/conversations/segments";
import { drop, entries, keep, ordered } from "~/rooms/conversations/thread";
import { freeText } from "~/rooms/conversations/window";
import { Uploads } from "~/rooms/conversations/uploads";
import VECTORS from "./segments.json" with { type: "json" };
import WEIGHTS from "./weights.json" with { type: "json" };
import { aConversation, aFile, aMessage, aNote } from "../make";

/** Nothing goes up. */
const quiet = () => new Uploads(() => new Promise(() => undefined));
const day = (at: string) => at.slice(0, 10);
const pages = (...messages: Message[]): ThreadPages => ({
  pageParams: [{}],
  pages: [{ items: messages.map((message) => ({ kind: "message", message })), next: null, later: null }],
});
const names = (all: ReturnType<typeof ordered>) => all.map((item) => (item.kind === "message" ? item.message.id : item.note.id));

describe("the thread", () => {
  test("is in the same order whatever the order of arrival", () => {
    const late = aMessage("late", { sort_at: "2026-11-19T09:00:00Z" });
    const same = [aMessage("b", { seq: 2 }), aMessage("a", { seq: 1 })];
    expect(names(ordered(pages(...same, late), []))).toEqual(["late", "a", "b"]);
    expect(names(ordered(pages(late, ...same.toReversed()), []))).toEqual(["late", "a", "b"]);
  });

  test("shows an echo last until the message of that id is known, never both", () => {
    const echo = aMessage("mine", { sort_at: "2026-11-19T08:00:00Z" });
    expect(names(ordered(pages(aMessage("a")), [echo]))).toEqual(["a", "mine"]);
    expect(names(ordered(pages(aMessage("a"), echo), [echo]))).toEqual(["mine", "a"]);
  });

  test("takes a snapshot for a message it has, and adds one it has not", () => {
    const after = keep(pages(aMessage("a")), { kind: "message", message: aMessage("a", { late: true }) });
    expect(after.pages[0]?.items).toHaveLength(1);
    expect(keep(after, { kind: "note", note: aNote("n") }).pages[0]?.items).toHaveLength(2);
    expect(drop(after, "a").pages[0]?.items).toEqual([]);
  });

  test("joins each conversation once, and says where a message goes back to an earlier one", () => {
    const items = ordered(
      pages(
        aMessage("1", { seq: 1, conversation_id: "chat" }),
        aMessage("2", { seq: 2, conversation_id: "mail" }),
        aMessage("3", { seq: 3, conversation_id: "mail" }),
        aMessage("4", { seq: 4, conversation_id: "chat" }),
      ),
      [],
    );
    const shown = entries(items, [aConversation("chat"), aConversation("mail")], day);
    expect(shown.map((one) => one.kind)).toEqual(["joint", "message", "joint", "message", "message", "message"]);
    const back = shown.flatMap((one) => (one.kind === "message" ? [one.back?.id ?? null] : []));
    expect(back).toEqual([null, null, null, "chat"]);
  });

  test("adds nothing to a page that is not the newest, and does not begin where its beginning is not here", () => {
    const middle = pages(aMessage("a"));
    middle.pages[0]!.later = "later";
    expect(keep(middle, { kind: "message", message: aMessage("b") }).pages[0]?.items).toHaveLength(1);
    expect(keep(middle, { kind: "message", message: aMessage("a", { late: true }) }).pages[0]?.items[0]).toMatchObject({ message: { late: true } });
    expect(entries(ordered(middle, []), [aConversation("chat")], day, false).map((one) => one.kind)).toEqual(["message"]);
  });

  test("counts what others wrote after the last line that was seen", () => {
    const other = (id: string, seq: number) => aMessage(id, { seq });
    const mine = aMessage("mine", { seq: 3, author: { kind: "user", id: "camila", name: "Camila", alias: null } });
    const shown = entries(ordered(pages(other("1", 1), other("2", 2), mine, other("4", 4)), []), [], day);
    expect(freshAfter(shown, "1", "camila")).toBe(2);
    expect(freshAfter(shown, "4", "camila")).toBe(0);
    expect(freshAfter(shown, "gone", "camila")).toBe(0);
  });

  test("draws a line between days", () => {
    const items = ordered(pages(aMessage("1"), aMessage("2", { sort_at: "2026-11-20T10:00:00Z" })), []);
    expect(entries(items, [], day).map((one) => one.kind)).toEqual(["message", "day", "message"]);
  });
});

const body = (id: string): NewMessage => ({
  id,
  case_id: "case",
  purpose: "reply",
  text: id,
  attachments: [],
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

describe("the outbox of the browser", () => {
  beforeEach(() => {
    localStorage.clear();
    vi.useFakeTimers();
  });

  test("sends one conversation in order, each message once, over a network that comes and goes", async () => {
    const taken: string[] = [];
    let up = false;
    const outbox = new Outbox(
      "camila",
      async (_, message) => {
        if (!up) throw new Unreachable(new Error("no network"));
        taken.push(message.id);
        return aMessage(message.id);
      },
      () => undefined,
      quiet(),
    );
    for (const id of ["1", "2", "3", "4", "5"]) outbox.add("chat", body(id), "2026-11-19T10:00:00Z");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(outbox.all()).toHaveLength(5);
    up = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(taken).toEqual(["1", "2", "3", "4", "5"]);
    expect(outbox.all()).toEqual([]);
  });

  test("tells of each message once the server has it, as it was written", async () => {
    const told: string[] = [];
    const outbox = new Outbox("camila", async (_, message) => aMessage(message.id), () => undefined, quiet());
    const leave = outbox.hear((message, { undo_seconds: seconds }) => told.push(`${message.id} ${seconds}`));
    outbox.add("chat", { ...body("1"), undo_seconds: 5 }, "2026-11-19T10:00:00Z");
    await vi.advanceTimersByTimeAsync(10);
    leave();
    outbox.add("chat", body("2"), "2026-11-19T10:00:00Z");
    await vi.advanceTimersByTimeAsync(10);
    expect(told).toEqual(["1 5"]);
  });

  test("puts words and files that were taken back before what was begun meanwhile", () => {
    const once = rewritten({ ...EMPTY, reply: "Y además" }, { reply: "Hola", attachments: [aFile("foto")] });
    const twice = rewritten(once, { attachments: [aFile("foto"), aFile("boleta")] });
    expect(twice.reply).toBe("Hola\n\nY además");
    expect(twice.attachments.map((file) => file.id)).toEqual(["boleta", "foto"]);
    expect(rewritten(EMPTY, { reply: "Hola" }).reply).toBe("Hola");
  });

  test("survives a reload with what had not left, under the same ids", async () => {
    const lost = async () => {
      throw new Unreachable(new Error("no network"));
    };
    new Outbox("camila", lost, () => undefined, quiet()).add("chat", body("kept"), "2026-11-19T10:00:00Z");
    await vi.advanceTimersByTimeAsync(10);
    const taken: string[] = [];
    const after = new Outbox(
      "camila",
      async (_, message) => {
        taken.push(message.id);
        return aMessage(message.id);
      },
      () => undefined,
      quiet(),
    );
    after.start();
    await vi.advanceTimersByTimeAsync(10);
    after.stop();
    expect(taken).toEqual(["kept"]);
  });

  test("keeps a refused message with its reason, and lets those after it pass", async () => {
    const outbox = new Outbox(
      "camila",
      async (_, message) => {
        if (message.id === "bad") throw new Refused({ status: 409, code: "window_closed" });
        return aMessage(message.id);
      },
      () => undefined,
      quiet(),
    );
    outbox.add("chat", body("bad"), "2026-11-19T10:00:00Z");
    outbox.add("chat", body("good"), "2026-11-19T10:00:01Z");
    await vi.advanceTimersByTimeAsync(10);
    expect(outbox.all().map((one) => [one.body.id, one.state, one.problem?.code])).toEqual([["bad", "refused", "window_closed"]]);
  });

  test("tries again what the server was only too busy for", async () => {
    let times = 0;
    const outbox = new Outbox(
      "camila",
      async (_, message) => {
        times += 1;
        if (times < 3) throw new Refused({ status: 503, code: "unavailable" });
        return aMessage(message.id);
      },
      () => undefined,
      quiet(),
    );
    outbox.add("chat", body("1"), "2026-11-19T10:00:00Z");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(outbox.all()).toEqual([]);
    expect(times).toBe(3);
  });
});

describe("a draft", () => {
  test("is of whoever wrote it, is as it was left, and leaves nothing behind once empty", () => {
    writeKept("camila", "case", { draft: { ...EMPTY, reply: "Hola, Rosa" }, revision: 0, dirty: false });
    expect(readDraft("camila", "case").reply).toBe("Hola, Rosa");
    expect(readDraft("diego", "case").reply).toBe("");
    writeKept("camila", "case", { draft: EMPTY, revision: 0, dirty: false });
    expect(localStorage.getItem("trato.draft.camila.case")).toBeNull();
  });
});

describe("the length of a text", () => {
  test("is counted as the channel counts", () => {
    expect(lengthOf("niño 👍", "characters")).toBe(6);
    expect(lengthOf("niño", "bytes")).toBe(5);
    expect(lengthOf("niño 👍", "code_units")).toBe(7);
    expect(lengthOf("👍a", "weighted")).toBe(3);
  });

  test("is weighed as the server weighs it", () => {
    expect(WEIGHTS.map(([text]) => [text, lengthOf(String(text), "weighted")])).toEqual(WEIGHTS);
  });
});

describe("the segments of a text", () => {
  test.each(VECTORS)("$why", ({ text, count, unicode, left }) => {
    const whole = text.map(([sign, times]) => String(sign).repeat(Number(times))).join("");
    expect(segmentsOf(whole)).toEqual({ count, unicode, left });
  });
});

describe("how much of a canned reply was changed", () => {
  test("is nothing as it was, everything when rewritten, and part of it between", () => {
    expect(editShare("hola Rosa buenos días", "hola Rosa buenos días")).toBe(0);
    expect(editShare("hola Rosa", "otra cosa")).toBe(1);
    expect(editShare("uno dos tres cuatro", "uno dos tres cinco")).toBe(0.25);
  });
});

describe("the reply window", () => {
  const { capabilities } = aConversation("chat");
  test("closes by its countdown even before the server says so", () => {
    const open = { ...capabilities, window: "open" as const };
    expect(freeText(open, false)).toBe(true);
    expect(freeText(open, true)).toBe(false);
    expect(freeText({ ...capabilities, window: "template_only" }, false)).toBe(false);
  });
});
