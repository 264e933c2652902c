import { Fragment, h } from "preact";
import type { Message, Part } from "../../wire/protocol";
import type { Chat } from "../chat";
import { pieces, size } from "../format";
import type { Say } from "../words";
import { reason } from "../words";
import { Icon } from "./icon";
import { Picture } from "./picture";

interface Shown {
  chat: Chat;
  message: Message;
  say: Say;
  locale: string;
  server: string;
  code?: string | undefined;
}

/** One message. */
export function Bubble({ chat, message, say, locale, server, code }: Shown) {
  const { side, deleted, status } = message;
  const mine = side === "visitor";
  const parts = message.parts.filter((one) => one.type !== "options");
  return (
    <div class={`m ${side} ${status}`} data-id={message.id}>
      <span class="hide">{mine ? say("you") : (message.by?.name ?? "")}: </span>
      {deleted ? <i>{say("deleted")}</i> : parts.map((part, place) => <Piece key={place} {...{ part, say, locale, server }} />)}
      {message.edited && !deleted && <small> ({say("edited")})</small>}
      {status === "failed" && (
        <span class="fail" role="alert">
          {reason(say, code ?? "other")}
          <button type="button" onClick={() => chat.retry(message.id)}>
            {say("again")}
          </button>
          <button type="button" onClick={() => chat.discard(message.id)}>
            {say("discard")}
          </button>
        </span>
      )}
    </div>
  );
}

function Piece({ part, say, locale, server }: { part: Part; say: Say; locale: string; server: string }) {
  switch (part.type) {
    case "text":
      return (
        <span class="t" dir="auto">
          {pieces(part.text).map((one, place) =>
            one.href ? (
              <a key={place} href={one.href} title={new URL(one.href).host} target="_blank" rel="noopener noreferrer nofollow">
                {one.text}
              </a>
            ) : (
              one.text
            ),
          )}
        </span>
      );
    case "choice":
      return <span class="t">{part.title}</span>;
    case "location":
      return (
        <a href={`https://www.openstreetmap.org/?mlat=${part.latitude}&mlon=${part.longitude}`} target="_blank" rel="noopener noreferrer">
          {part.name || part.address || `${part.latitude}, ${part.longitude}`}
        </a>
      );
    case "contact":
      return (
        <span class="card">
          <b>{part.name}</b>
          {part.organisation && <small>{part.organisation}</small>}
          {part.phones?.map((one) => <a key={one} href={`tel:${one}`}>{one}</a>)}
          {part.emails?.map((one) => <a key={one} href={`mailto:${one}`}>{one}</a>)}
        </span>
      );
    case "order":
      return <span class="t">{part.text || say("order", part.items.length)}</span>;
    case "media":
      return <Media {...{ part, say, locale, server }} />;
    default:
      return <i>{say("unsupported")}</i>;
  }
}

function Media({ part, say, locale, server }: { part: Part & { type: "media" }; say: Say; locale: string; server: string }) {
  const url = part.url.startsWith("/") ? server + part.url : part.url;
  const mime = part.mime ?? "";
  const caption = part.caption && <span class="t">{part.caption}</span>;
  if (!url) return <File name={part.name || say("file")} />;
  if (/^image\/(png|jpeg|gif|webp)$/.test(mime)) {
    return (
      <>
        <Picture {...{ url, say }} name={part.caption || part.name || say("image")} />
        {caption}
      </>
    );
  }
  if (/^audio\/(mpeg|ogg|wav|mp4|webm)$/.test(mime)) return <audio controls preload="none" src={url} aria-label={part.name || say("file")} />;
  if (/^video\/(mp4|webm)$/.test(mime)) return <video controls preload="metadata" src={url} aria-label={part.name || say("file")} />;
  return (
    <>
      <a class="doc" href={url} target="_blank" rel="noopener noreferrer">
        <File name={part.name || say("file")} note={part.size ? size(locale, part.size) : ""} />
      </a>
      {caption}
    </>
  );
}

function File({ name, note }: { name: string; note?: string }) {
  return (
    <span class="file">
      <Icon is="file" />
      <span class="cut">{name}</span>
      {note && <small>{note}</small>}
    </span>
  );
}
