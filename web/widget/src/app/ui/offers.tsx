import { h } from "preact";
import type { Message, Part } from "../../wire/protocol";
import type { Chat } from "../chat";
import type { Say } from "../words";

/** The choices of the last message, until one is taken: side by side, or a list where each says more. */
export function Offers({ chat, message, say }: { chat: Chat; message: Message | undefined; say: Say }) {
  const offer = message?.side !== "visitor" && message?.parts.find((one): one is Part & { type: "options" } => one.type === "options");
  if (!message || !offer) return null;
  const list = offer.button || offer.choices.some((one) => one.description);
  return (
    <div class={`qr ${list ? "list" : ""}`} role="group" aria-label={offer.button || say("options")}>
      {list && offer.button && <small aria-hidden="true">{offer.button}</small>}
      {offer.choices.map((one) => (
        <button type="button" key={one.payload} onClick={() => chat.choose(one, message)}>
          {one.title}
          {one.description && <small>{one.description}</small>}
        </button>
      ))}
    </div>
  );
}
