import { t } from "@lingui/core/macro";
import type { FloorAgent } from "~/client/contract/floor";
import type { PresenceReason, PresenceState } from "~/client/contract/who";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import { presenceWords } from "./presenceWords";

/** Where somebody is, said by another: it is written down by whom. */
export function PresenceDialog({ agent, reasons, onSay, onClose }: Props) {
  const ways: { state: PresenceState; reason: string | null }[] = [
    { state: "available", reason: null },
    { state: "busy", reason: null },
    ...reasons.map(({ state, code }) => ({ state, reason: code })),
    { state: "offline", reason: null },
  ];
  const key = (one: { state: PresenceState; reason: string | null }) => `${one.state}/${one.reason ?? ""}`;
  return (
    <Dialog title={t`Estado de ${agent.name}`} onClose={onClose}>
      <p>{t`Queda en la auditoría quién lo cambió.`}</p>
      <PickList
        label={t`Estado`}
        picks={ways.map((one) => ({ id: key(one), words: presenceWords(one, reasons), disabled: key(one) === key(agent) }))}
        onPick={(id) => {
          const way = ways.find((one) => key(one) === id);
          if (way) onSay(way.state, way.reason);
        }}
      />
    </Dialog>
  );
}

interface Props {
  agent: FloorAgent;
  reasons: readonly PresenceReason[];
  onSay: (state: PresenceState, reason: string | null) => void;
  onClose: () => void;
}
