import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Pledge } from "~/client/contract/pledges";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { nameWords } from "~/kit/nameWords";
import { useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { PledgeLine } from "~/rooms/cases/PledgeLine";
import css from "~/rooms/cases/Pledges.module.css";
import { PromiseDialog } from "~/rooms/cases/PromiseDialog";
import { owedQuery, PledgeDeeds } from "~/rooms/cases/promises";

/** What I promised, to whom, the first due first. */
export function OwedDialog({ onOpen, onClose }: { onOpen: (caseId: string) => void; onClose: () => void }) {
  const now = useNow();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const owed = useQuery({ ...owedQuery, refetchOnMount: "always" });
  const deeds = new PledgeDeeds(cache);
  const [moving, setMoving] = useState<Pledge | null>(null);
  if (moving) {
    return (
      <PromiseDialog
        contact={nameWords(moving.contact.name)}
        moved={moving}
        onClose={() => setMoving(null)}
        onPromise={(_, __, at) => {
          setMoving(null);
          void perform(deeds.move(moving, at));
        }}
      />
    );
  }
  return (
    <Dialog wide title={t`Mis promesas por cumplir`} onClose={onClose}>
      {owed.isPending ? <Loading rows={3} /> : null}
      {owed.isError ? <Failing what={t`No llegan las promesas`} why={problemWords(owed.error)} onRetry={() => void owed.refetch()} /> : null}
      {owed.data?.length === 0 ? <Empty words={t`Nada prometido por cumplir. Con p se anota una promesa en el caso abierto.`} /> : null}
      <ul className={css.list}>
        {(owed.data ?? []).map((one) => (
          <PledgeLine
            key={one.id}
            one={one}
            now={now}
            about={
              <Button look="bare" onClick={() => onOpen(one.case_id)}>
                {`${nameWords(one.contact.name)} · #${one.case_number}`}
              </Button>
            }
            onKeep={(each) => void perform(deeds.keep(each))}
            onMove={setMoving}
            onCancel={(each) => void perform(deeds.cancel(each))}
          />
        ))}
      </ul>
    </Dialog>
  );
}
