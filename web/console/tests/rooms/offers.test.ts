import { i18n } from "@lingui/core";
import { beforeAll, describe, expect, it } from "vitest";
import { offeredIn, withOffer } from "~/rooms/conversations/offers";

beforeAll(() => i18n.loadAndActivate({ locale: "es", messages: {} }));

describe("choices that the last lines of a text offer", () => {
  it("are parted from the text, each with what it is", () => {
    expect(offeredIn("¿Qué prefiere?\n\n[Cambio]\n[ Devolución | en 5 días ]\n")).toEqual({
      before: "¿Qué prefiere?",
      offered: [{ title: "Cambio", description: "" }, { title: "Devolución", description: "en 5 días" }],
    });
  });

  it.each(["Va la foto\n[foto]", "[Sí]\n[No]", "¿Sí?\n[Sí]\n[sí]", "¿Cuál?\n[A]\n[B]\nGracias", "Ver [1] y\n[2] también"])("are none in %j", (text) => {
    expect(offeredIn(text)).toEqual({ before: text, offered: [] });
  });

  it("are begun with two, and grow by one", () => {
    const two = withOffer("¿Cuál?");
    expect(offeredIn(two).offered).toHaveLength(2);
    expect(offeredIn(withOffer(two)).offered).toHaveLength(3);
  });
});
