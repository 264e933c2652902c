import { t } from "@lingui/core/macro";
import type { QueryClient } from "@tanstack/react-query";
import type { Id } from "~/client/contract/basics";
import type { CallAtDesk, CallCameOf } from "~/client/contract/calls";
import { call } from "~/client/http";
import type { Command } from "~/kit/command";
import type { Perform } from "~/kit/deed";
import { cameOfWords } from "./callWords";
import { pickUp } from "./softphone";

export interface CallContext {
  /** The call that one is rung for, or talks in. */
  one: CallAtDesk | null;
  cache: QueryClient;
  perform: Perform;
  open: (caseId: Id) => void;
  keypad: () => void;
  /** Give the case of the call to somebody: who called is passed on with it. */
  pass: (() => void) | null;
}

const CAME_OF: [CallCameOf, string][] = [
  ["answered", "1"],
  ["no_answer", "2"],
  ["wrong", "3"],
  ["stop", "4"],
];

const rings = ({ one }: CallContext) => one?.leg === "ringing";
const talks = ({ one }: CallContext) => one?.leg === "talking" && one.state !== "calling";
const over = ({ one }: CallContext) => one?.leg === "ended";

/** What is done in a call, by hand or by key. */
export const callCommands: Command<CallContext>[] = [
  {
    id: "call.answer",
    words: () => t`Atender la llamada`,
    keys: "Shift+L",
    permission: "case.reply",
    enabled: (context) => rings(context) && context.one?.way === "browser",
    run: ({ one, cache, perform, open }) => {
      if (!one) return;
      open(one.case_id);
      if (one.kind === "twilio" && pickUp()) return;
      deed(cache, perform, t`Llamada atendida`, () => call("POST /calls/{id}/keys", { path: { id: one.id }, body: { digits: "" } }));
    },
  },
  {
    id: "call.hold",
    words: () => t`Poner la llamada en espera, o retomarla`,
    keys: "Shift+O",
    permission: "case.reply",
    enabled: talks,
    run: ({ one, cache, perform }) => {
      if (!one) return;
      const on = one.state !== "held";
      deed(cache, perform, on ? t`En espera` : t`Llamada retomada`, () => call("PUT /calls/{id}/hold", { path: { id: one.id }, body: { on } }));
    },
  },
  {
    id: "call.mute",
    words: () => t`Silenciar el micrófono, o activarlo`,
    keys: "Shift+M",
    permission: "case.reply",
    enabled: talks,
    run: ({ one, cache, perform }) => {
      if (!one) return;
      const on = !one.muted;
      deed(cache, perform, on ? t`Micrófono en silencio` : t`Micrófono activado`, () => call("PUT /calls/{id}/mute", { path: { id: one.id }, body: { on } }));
    },
  },
  {
    id: "call.keypad",
    words: () => t`Teclado de la llamada`,
    keys: "Shift+N",
    permission: "case.reply",
    enabled: (context) => talks(context) && context.one?.way === "browser",
    run: ({ keypad }) => keypad(),
  },
  {
    id: "call.pass",
    words: () => t`Pasar la llamada…`,
    permission: "case.assign",
    enabled: talks,
    run: ({ one, open, pass }) => {
      if (pass) pass();
      else if (one) open(one.case_id);
    },
  },
  {
    id: "call.hang_up",
    words: () => t`Colgar, o dejar pasar la llamada`,
    keys: "Shift+H",
    permission: "case.reply",
    enabled: (context) => context.one !== null && !over(context),
    run: ({ one, cache, perform }) => {
      if (!one) return;
      deed(cache, perform, one.leg === "talking" || one.direction === "out" ? t`Llamada terminada` : t`La llamada pasa a otra persona`, () =>
        call("POST /calls/{id}/hang-up", { path: { id: one.id }, body: {} }),
      );
    },
  },
  ...CAME_OF.map(([said, keys]): Command<CallContext> => ({
    id: `call.came_${said}`,
    words: () => cameOfWords(said),
    keys,
    permission: "case.reply",
    enabled: over,
    run: ({ one, cache, perform }) => {
      if (one) cameOf(cache, perform, one, said, null);
    },
  })),
];

/** Say what came of a call; `at` is when to call again. */
export function cameOf(cache: QueryClient, perform: Perform, one: CallAtDesk, said: CallCameOf, at: Date | null) {
  deed(cache, perform, cameOfWords(said), () => call("PUT /calls/{id}/outcome", { path: { id: one.id }, body: { said, at: at?.toISOString() ?? null } }));
}

function deed(cache: QueryClient, perform: Perform, said: string, run: () => Promise<null>) {
  const again = () => {
    void cache.invalidateQueries({ queryKey: ["me"] });
    void cache.invalidateQueries({ queryKey: ["calls"] });
  };
  void perform({ said, run, undo: null, then: again }).then((done) => {
    if (!done) again();
  });
}
