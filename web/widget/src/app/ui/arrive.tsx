import { h } from "preact";
import type { Chat } from "../chat";
import type { State } from "../state";
import type { Say } from "../words";
import { focus } from "./focus";

/** Asks before an e-mailed link takes effect: whoever sent it may not be whom one thinks. */
export function Arrive({ chat, state, say }: { chat: Chat; state: State; say: Say }) {
  return (
    <div class="ask">
      <p class="q">{say("arrive")}</p>
      <p>{say("arriveWhy")}</p>
      {state.conversations.length > 0 && <p>{say("arriveInstead")}</p>}
      <button type="button" class="go" ref={focus} onClick={() => void chat.arrive(true)}>
        {say("here")}
      </button>
      <button type="button" class="old" onClick={() => void chat.arrive(false)}>
        {say("notNow")}
      </button>
    </div>
  );
}
