import { Fragment, h } from "preact";
import type { Say } from "../words";
import { Icon } from "./icon";

/** A picture, and the same over everything when it is pressed; Esc gives the focus back to where it was. */
export function Picture({ url, name, say }: { url: string; name: string; say: Say }) {
  return (
    <>
      <button type="button" class="pic" aria-label={say("zoom", name)} onClick={(event) => (event.currentTarget.nextElementSibling as HTMLDialogElement).showModal()}>
        <img src={url} alt="" loading="lazy" />
      </button>
      <dialog class="zoom" aria-label={name} onClick={(event) => event.currentTarget.close()}>
        <button type="button" class="tap" aria-label={say("close")}>
          <Icon is="x" />
        </button>
        <img src={url} alt={name} loading="lazy" />
      </dialog>
    </>
  );
}
