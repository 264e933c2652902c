import { t } from "@lingui/core/macro";
import { useState } from "react";
import type { Id } from "~/client/contract/basics";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { GrantDialog } from "./GrantDialog";
import { PersonPick } from "./PersonPick";

/** A role for somebody: first who, then which, where and until when. */
export function GiveDialog({ onClose }: { onClose: () => void }) {
  const [to, setTo] = useState<{ id: Id; name: string } | null>(null);
  if (to) return <GrantDialog to={to.id} name={to.name} onClose={onClose} />;
  return (
    <Dialog title={t`Dar un rol`} onClose={onClose} foot={<Button onClick={onClose}>{t`Cancelar`}</Button>}>
      <p>{t`Para dar un rol a un equipo entero, abrir el equipo.`}</p>
      <PersonPick label={t`Elegir a una persona`} onPick={(id, name) => setTo({ id, name })} />
    </Dialog>
  );
}
