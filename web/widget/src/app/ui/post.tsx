import { Component, Fragment, h } from "preact";
import type { Chat } from "../chat";
import { type Say, type Word, reason } from "../words";
import { focus } from "./focus";

interface Shown {
  chat: Chat;
  what: "resume" | "transcript";
  title: Word;
  why?: Word;
  say: Say;
}

/** Asks for an address, and for an e-mail to it. What it answers never says whether the address is known. */
export class Post extends Component<Shown, { email: string; came: string }> {
  override state = { email: "", came: "" };

  send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.setState({ came: "busy" });
    this.setState({ came: (await this.props.chat.mail(this.props.what, this.state.email.trim())) || "done" });
  };

  override render({ title, why, say }: Shown, { email, came }: { email: string; came: string }) {
    const failed = came && came !== "busy" && came !== "done";
    return (
      <form class="ask" onSubmit={this.send}>
        <p class="q">{say(title)}</p>
        {why && <p>{say(why)}</p>}
        {came === "done" ? (
          <p role="status">{say("mailed")}</p>
        ) : (
          <>
            <label>
              {say("email")}
              <input ref={why ? focus : null} type="email" autocomplete="email" required maxLength={254} value={email} aria-invalid={!!failed} onInput={(event) => this.setState({ email: event.currentTarget.value })} />
            </label>
            {failed && (
              <p class="fail" role="alert">
                {reason(say, came)}
              </p>
            )}
            <button class="go" disabled={came === "busy"}>
              {say("mail")}
            </button>
          </>
        )}
      </form>
    );
  }
}
