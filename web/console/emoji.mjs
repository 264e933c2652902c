// Writes src/rooms/conversations/emoji/emoji.json from emojibase-data: [sign, es, en, pt, other words], in Unicode's order.
import { readFileSync, writeFileSync } from "node:fs";

const LANGUAGES = ["es", "en", "pt"];
const PARTS_OF_OTHERS = 2; // the group of hair and skin tones, which stand for nothing alone
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
/** Without the selector that asks for colour, where colour is what the sign has by itself. */
const sign = (text) => (/^\p{Emoji_Presentation}\uFE0F$/u.test(text) ? [...text][0] : text);
const sets = LANGUAGES.map((language) => JSON.parse(readFileSync(`node_modules/emojibase-data/${language}/compact.json`, "utf8")));
const rows = sets[0]
  .filter((one) => one.group !== undefined && one.group !== PARTS_OF_OTHERS)
  .toSorted((left, right) => left.order - right.order)
  .map((one) => {
    const same = sets.map((set) => set.find((other) => other.hexcode === one.hexcode));
    const labels = same.map((each) => each?.label ?? one.label);
    const said = new Set(labels.flatMap((label) => plain(label).split(/[^\p{L}\p{N}]+/u)));
    const others = new Set(same.flatMap((each) => each?.tags ?? []).flatMap((tag) => plain(tag).split(/[^\p{L}\p{N}]+/u)));
    return [sign(one.unicode), ...labels, [...others].filter((word) => word && !said.has(word)).join(" ")];
  });
const folder = "src/rooms/conversations/emoji";
writeFileSync(`${folder}/emoji.json`, `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]\n`);
