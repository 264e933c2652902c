import { t } from "@lingui/core/macro";
import type { CaseRow } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { shortDay } from "~/kit/formats";
import { useNow } from "~/kit/now";
import { PickList } from "~/kit/PickList";

/** To which other case of the same contact a message belongs. */
export function MoveDialog({ quote, cases, onMove, onClose }: Props) {
  const now = useNow();
  return (
    <Dialog title={t`Mover el mensaje a otro caso`} onClose={onClose}>
      <blockquote className="cut">{quote}</blockquote>
      <PickList
        label={t`Caso del mismo contacto`}
        picks={cases.map((one) => ({
          id: one.id,
          words: one.subject || one.preview,
          detail: `#${one.number} · ${shortDay(one.last_message_at, now)}`,
        }))}
        onPick={(id) => {
          const into = cases.find((one) => one.id === id);
          if (into) onMove(into);
        }}
        none={t`Este contacto no tiene otro caso abierto. El mensaje puede empezar uno: «Segundo caso desde aquí».`}
      />
    </Dialog>
  );
}

interface Props {
  quote: string;
  cases: CaseRow[];
  onMove: (into: CaseRow) => void;
  onClose: () => void;
}
