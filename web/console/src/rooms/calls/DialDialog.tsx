import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Phone } from "lucide-react";
import { useState } from "react";
import type { Callable } from "~/client/contract/calls";
import { call } from "~/client/http";
import { uuid7 } from "~/client/uuid7";
import { Button } from "~/kit/Button";
import { Dialog } from "~/kit/Dialog";
import { Failing } from "~/kit/Failing";
import { clockTime, longDay } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { Notice } from "~/kit/Notice";
import { now, useNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { callableQuery } from "./callQueries";
import css from "./DialDialog.module.css";
import { notePlaced } from "./placed";

/** Whom a call goes to, from which number, and what rings here first. */
export function DialDialog({ caseId, contact, onClose }: { caseId: string; contact: string; onClose: () => void }) {
  const cache = useQueryClient();
  const query = useQuery(callableQuery(caseId));
  const [chosen, setChosen] = useState<string | null>(null);
  const [id] = useState(() => uuid7(now())); // asked twice, it is one call
  const found = query.data;
  const to = found?.numbers.find((one) => one.identity_id === chosen) ?? found?.numbers[0];
  const at = useNow(10_000);
  const quiet = to?.quiet_until && Date.parse(to.quiet_until) > at ? to.quiet_until : null;
  const place = useMutation({
    mutationFn: (identity: string) => call("POST /cases/{id}/calls", { path: { id: caseId }, body: { call_id: id, identity_id: identity } }),
    onSuccess: () => {
      notePlaced(id);
      void cache.invalidateQueries({ queryKey: ["me"] });
      void cache.invalidateQueries({ queryKey: ["calls", caseId] });
      onClose();
    },
  });
  const able = to !== undefined && quiet === null && found?.way !== "none";
  return (
    <Dialog
      title={contact ? t`Llamar a ${contact}` : t`Llamar al contacto`}
      onClose={onClose}
      foot={
        <Button look="main" type="submit" form="dial" disabled={!able || place.isPending}>
          <Phone size={16} aria-hidden /> {place.isPending ? t`Llamando` : t`Llamar`}
        </Button>
      }
    >
      <form
        id="dial"
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (able && !place.isPending) place.mutate(to.identity_id);
        }}
      >
        {query.isPending ? <Loading rows={2} /> : null}
        {query.isError ? <Failing what={t`No se puede llamar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
        {place.isError ? <Failing what={t`No se llamó`} why={problemWords(place.error)} /> : null}
        {found && to ? (
          <>
            {found.numbers.length > 1 ? (
              <Select label={t`Número`} value={to.identity_id} onChange={(event) => setChosen(event.target.value)}>
                {found.numbers.map((one) => (
                  <option key={one.identity_id} value={one.identity_id}>
                    {one.number}
                  </option>
                ))}
              </Select>
            ) : (
              <p className={css.number}>{to.number}</p>
            )}
            <p>{`${t`Ve que llama ${found.number}.`} ${firstWords(found)}`}</p>
            {found.way === "none" ? (
              <Notice tone="approaching" deed={<a href="/me/profile">{t`Agregar un teléfono`}</a>}>
                {t`Este navegador no es un teléfono, y no hay un teléfono propio donde hacerla sonar.`}
              </Notice>
            ) : null}
            {quiet ? (
              <Notice tone="approaching">{t`Donde está el contacto no es hora de llamar: se puede desde el ${longDay(Date.parse(quiet))}, ${clockTime(quiet)}.`}</Notice>
            ) : null}
          </>
        ) : null}
      </form>
    </Dialog>
  );
}

function firstWords(found: Callable): string {
  if (found.way === "browser") return t`Primero se conecta este navegador, y después suena allá.`;
  return found.way === "telephone" ? t`Primero suena el teléfono ${found.own}: contestar y marcar 1.` : "";
}
