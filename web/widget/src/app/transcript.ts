/** The conversation as a text file that the visitor keeps. */
import type { State } from "./state";
import type { Say } from "./words";

export function transcript(state: State, say: Say): string {
  const lines = state.messages
    .filter((one) => one.thread === state.thread && !one.deleted)
    .map((one) => {
      const who = one.side === "visitor" ? say("you") : (one.by?.name ?? state.settings.brand ?? "");
      const said = one.parts.map((part) => ("text" in part ? part.text : "title" in part ? part.title : "name" in part ? (part.name ?? say("file")) : ""));
      return `${new Date(one.at).toLocaleString(state.locale)}  ${who}: ${said.filter(Boolean).join(" · ")}`;
    });
  return `${state.settings.brand ?? ""}\n\n${lines.join("\n")}\n`;
}

export function save(state: State, say: Say): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([transcript(state, say)], { type: "text/plain" }));
  link.download = `${state.settings.brand ?? "chat"}.txt`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
