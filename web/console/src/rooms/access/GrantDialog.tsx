import { t } from "@lingui/core/macro";
import { type FormEvent, useId, useState } from "react";
import type { Id } from "~/client/contract/basics";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { problemWords } from "~/kit/problemWords";
import css from "./Access.module.css";
import { endOfDay } from "./grantDraft";
import { type GrantDraft, GrantFields, NO_GRANT } from "./GrantFields";
import { useDirectoryDeed } from "./useDirectoryDeed";

/** A role for one person or team: which, where, until when. */
export function GrantDialog({ to, name, team = false, onClose }: { to: Id; name: string; team?: boolean; onClose: () => void }) {
  const form = useId();
  const [draft, setDraft] = useState<GrantDraft>(NO_GRANT);
  const give = useDirectoryDeed(() =>
    call("POST /grants", {
      body: { to, team, role: draft.role, scope_kind: draft.scope_kind, scope_id: draft.scope_id, until: endOfDay(draft.until) },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t`Dar un rol a ${name}`}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t`Cancelar`}</Button>
          <Button look="main" type="submit" form={form} disabled={give.isPending}>
            {t`Dar el rol`}
          </Button>
        </>
      }
    >
      <form id={form} className={css.form} onSubmit={submit}>
        <GrantFields draft={draft} onChange={setDraft} />
        {give.error ? <Failing what={t`No se dio el rol`} why={problemWords(give.error)} /> : null}
      </form>
    </Dialog>
  );
}
