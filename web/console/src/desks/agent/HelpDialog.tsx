import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Empty } from "~/kit/Empty";
import { Failing } from "~/kit/Failing";
import { Loading } from "~/kit/Loading";
import { nameWords } from "~/kit/nameWords";
import { problemWords } from "~/kit/problemWords";
import { helpQuery } from "~/rooms/cases/help";
import css from "~/rooms/cases/Help.module.css";
import { HelpLines } from "~/rooms/cases/HelpLines";
import { useMe } from "./useMe";

/** The help that is asked of me or of a team of mine, that I give, and that I asked. */
export function HelpDialog({ onOpen, onClose }: { onOpen: (caseId: string) => void; onClose: () => void }) {
  const me = useMe();
  const help = useQuery({ ...helpQuery, refetchOnMount: "always" });
  return (
    <Dialog wide title={t`Ayuda pedida`} onClose={onClose}>
      {help.isPending ? <Loading rows={3} /> : null}
      {help.isError ? <Failing what={t`No llega la ayuda pedida`} why={problemWords(help.error)} onRetry={() => void help.refetch()} /> : null}
      {help.data?.length === 0 ? <Empty words={t`Nadie espera ayuda. Con h se pide en el caso abierto.`} /> : null}
      <HelpLines
        some={help.data ?? []}
        myId={me.user.id}
        className={css.list}
        about={(one) => (
          <Button look="bare" onClick={() => onOpen(one.case_id)}>
            {`${one.subject || nameWords(one.contact.name)} · #${one.case_number}`}
          </Button>
        )}
        onAccepted={(one) => onOpen(one.case_id)}
      />
    </Dialog>
  );
}
