import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DraftBody, DraftView } from "~/client/contract/drafts";
import { Refused, Unreachable } from "~/client/http";
import { EMPTY, join, readDraft, readKept } from "~/rooms/conversations/drafts";
import { type DraftDoors, DraftSync } from "~/rooms/conversations/draftSync";
import { aFile } from "../make";

/** A server with one person's drafts, as `service/drafts.py` keeps them. */
function server() {
  const rows = new Map<string, DraftView>();
  const state = { up: true, puts: 0 };
  const doors: DraftDoors = {
    list: async () => [...rows.values()],
    get: async (id) => {
      if (!state.up) throw new Unreachable("cut");
      return rows.get(id) ?? null;
    },
    put: async (id, basedOn, body) => {
      if (!state.up) throw new Unreachable("cut");
      state.puts += 1;
      const stands = rows.get(id);
      if (stands && stands.revision !== basedOn) throw new Refused({ status: 409, code: "draft_changed", draft: stands });
      if (!body.reply.trim() && !body.note.trim()) return rows.delete(id), null;
      rows.set(id, { case_id: id, revision: basedOn + 1, body, at: "2026-11-19T10:00:00Z" });
      return rows.get(id) as DraftView;
    },
  };
  const elsewhere = (reply: string) => {
    const before = rows.get("case");
    rows.set("case", { case_id: "case", revision: (before?.revision ?? 0) + 1, body: { ...(EMPTY as unknown as DraftBody), reply }, at: "" });
  };
  return { rows, state, doors, elsewhere };
}

const rest = () => vi.advanceTimersByTimeAsync(900);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

describe("a draft", () => {
  test("goes up once its author rests, and is not there any more once it was sent", async () => {
    const { rows, state, doors } = server();
    const sync = new DraftSync("camila", doors);
    for (const reply of ["H", "Ho", "Hola"]) sync.write("case", { ...EMPTY, reply });
    expect(sync.standing("case")).toBe("going");
    await rest();
    expect([state.puts, rows.get("case")?.body.reply, sync.standing("case")]).toEqual([1, "Hola", "kept"]);
    expect([...sync.marks()]).toEqual(["case"]);
    sync.write("case", EMPTY);
    await rest();
    expect([rows.size, [...sync.marks()], localStorage.length]).toEqual([0, [], 0]);
  });

  test("is kept in the browser without network, over a reload, and goes up when it is back", async () => {
    const { rows, state, doors } = server();
    state.up = false;
    const sync = new DraftSync("camila", doors);
    sync.write("case", { ...EMPTY, reply: "Hola", attachments: [aFile("foto")] });
    await rest();
    expect(sync.standing("case")).toBe("here");
    sync.stop();
    const after = new DraftSync("camila", doors);
    expect(readDraft("camila", "case").reply).toBe("Hola");
    state.up = true;
    after.start();
    await rest();
    after.stop();
    expect(rows.get("case")?.body.attachments.map((file) => file.id)).toEqual(["foto"]);
  });

  test("that was sent without network does not come back from the server", async () => {
    const { rows, state, doors } = server();
    const sync = new DraftSync("camila", doors);
    sync.write("case", { ...EMPTY, reply: "Hola" });
    await rest();
    state.up = false;
    sync.write("case", EMPTY);
    await rest();
    sync.stop();
    state.up = true;
    const after = new DraftSync("camila", doors);
    await after.pull("case");
    expect([rows.size, readDraft("camila", "case").reply]).toEqual([0, ""]);
  });

  test("that another device wrote meanwhile is joined with ours: both texts stay, there and here", async () => {
    const { rows, doors, elsewhere } = server();
    const sync = new DraftSync("camila", doors);
    const heard: [string, boolean][] = [];
    sync.hear("case", (draft, joined) => heard.push([draft.reply, joined]));
    sync.write("case", { ...EMPTY, reply: "uno" });
    await rest();
    elsewhere("desde el teléfono");
    sync.write("case", { ...EMPTY, reply: "uno y dos" });
    await rest();
    await rest();
    expect(heard).toEqual([["desde el teléfono\n\nuno y dos", true]]);
    expect(rows.get("case")?.body.reply).toBe("desde el teléfono\n\nuno y dos");
    expect(readKept("camila", "case").dirty).toBe(false);
  });

  test("that grew elsewhere is taken when the case is opened, and one that was sent elsewhere goes", async () => {
    const { rows, doors, elsewhere } = server();
    const sync = new DraftSync("camila", doors);
    sync.write("case", { ...EMPTY, reply: "Hola" });
    await rest();
    elsewhere("Hola, Rosa");
    await sync.pull("case");
    expect(readDraft("camila", "case").reply).toBe("Hola, Rosa");
    rows.delete("case");
    await sync.pull("case");
    expect([readDraft("camila", "case").reply, localStorage.length]).toEqual(["", 0]);
  });

  test("that was sent here while another device wrote on shows what was written there", async () => {
    const { doors, elsewhere } = server();
    const sync = new DraftSync("camila", doors);
    sync.write("case", { ...EMPTY, reply: "Hola" });
    await rest();
    elsewhere("Hola, y algo más");
    sync.write("case", EMPTY);
    await rest();
    expect(readDraft("camila", "case").reply).toBe("Hola, y algo más");
  });

  test("joined with itself is itself, and of files and addresses each stays once", () => {
    const ours = { ...EMPTY, reply: "Hola, Rosa", copied: "a@x.pe", attachments: [aFile("uno")] };
    const theirs = { ...EMPTY, reply: "Hola", note: "Ojo", copied: "b@x.pe", attachments: [aFile("uno"), aFile("dos")] };
    expect(join(ours, ours)).toEqual(ours);
    const both = join(theirs, ours);
    expect([both.reply, both.note, both.copied, both.attachments.map((file) => file.id)]).toEqual(["Hola, Rosa", "Ojo", "a@x.pe, b@x.pe", ["uno", "dos"]]);
  });
});
