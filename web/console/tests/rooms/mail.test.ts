import { describe, expect, test } from "vitest";
import { othersOf, readAddresses } from "~/rooms/conversations/addresses";
import { lightMarks } from "~/rooms/conversations/lightMarks";
import { mailingOf } from "~/rooms/conversations/mailing";

describe("addresses as people paste them", () => {
  test.each([
    ["a@x.pe, b@x.pe;c@x.pe\nd@x.pe\te@x.pe f@x.pe", ["a@x.pe", "b@x.pe", "c@x.pe", "d@x.pe", "e@x.pe", "f@x.pe"], []],
    ['"Huamán, Rosa" <rosa@x.pe>; Luis <luis@x.pe>', ["rosa@x.pe", "luis@x.pe"], []],
    ["Huamán, Rosa <rosa@x.pe>, ana@x.pe", ["rosa@x.pe", "ana@x.pe"], []],
    ["Rosa rosa@x.pe", ["rosa@x.pe"], []],
    ["mailto:rosa@x.pe, ROSA@x.pe", ["rosa@x.pe"], []],
    ["rosa@, ana, b@x", [], ["rosa@", "ana", "b@x"]],
    ["a@x.pe b@@x.pe", ["a@x.pe"], ["b@@x.pe"]],
    [" , ;\n", [], []],
  ])("%j", (text, good, bad) => {
    expect(readAddresses(text)).toEqual({ good, bad });
  });

  test("two hundred are counted, and none of them is lost", () => {
    const all = Array.from({ length: 200 }, (_, n) => `persona${n}@correo.example`);
    const draft = { to: "", copied: all.join("\n"), blind: "persona0@correo.example" };
    const mailing = mailingOf(draft, 50);
    expect([mailing.count, mailing.tooMany, mailing.copied.length]).toEqual([201, 151, 200]);
    expect(mailingOf({ ...draft, copied: all.slice(0, 49).join(", ") }, 50).tooMany).toBe(0);
  });

  test("an answer to all goes to everybody but who wrote it and ourselves", () => {
    const mail = { to: ["hola+c.123@pirca.pe", "luis@x.pe"], copied: ["ROSA@x.pe", "ana@x.pe", "Luis@x.pe"] };
    expect(othersOf(mail, "rosa@x.pe", "hola@pirca.pe")).toEqual(["Luis@x.pe", "ana@x.pe"]);
  });
});

describe("light marks", () => {
  const drawn = (text: string) => lightMarks(text).map((one) => `${one.text}|${one.marks.join("+")}`);
  test("are drawn as messengers draw them", () => {
    expect(drawn("Hola *Rosa*, _ya_ ~no~ ```x*y*```.")).toEqual(["Hola |", "Rosa|bold", ", |", "ya|italic", " |", "no|struck", " |", "x*y*|code", ".|"]);
    expect(drawn("*muy _muy_ bien*")).toEqual(["muy |bold", "muy|bold+italic", " bien|bold"]);
  });

  test("are left as they are within words, over lines, and around spaces", () => {
    for (const text of ["2*3*4", "snake_case_name", "* hola *", "*uno\ndos*", "a * b", "**"]) expect(drawn(text)).toEqual([`${text}|`]);
  });
});
