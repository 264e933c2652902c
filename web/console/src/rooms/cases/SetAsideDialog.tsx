import { t } from "@lingui/core/macro";
import type { SetAsideReason } from "~/client/contract/lists";
import { Dialog } from "~/kit/Dialog";
import { PickList } from "~/kit/PickList";
import { SET_ASIDE_REASONS, setAsideWords } from "./setAsideWords";

/** Why this case needs no answer. It leaves the counts, dated, and it can come back. */
export function SetAsideDialog({ onSetAside, onClose }: Props) {
  const picks = SET_ASIDE_REASONS.map((one) => ({ id: one, words: setAsideWords(one) }));
  return (
    <Dialog title={t`Apartar: no pide respuesta`} onClose={onClose}>
      <PickList label={t`Motivo`} picks={picks} onPick={(id) => onSetAside(id as SetAsideReason)} />
    </Dialog>
  );
}

interface Props {
  onSetAside: (reason: SetAsideReason) => void;
  onClose: () => void;
}
