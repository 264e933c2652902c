import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Locale } from "~/client/contract/basics";
import type { Industry, StarterTree } from "~/client/contract/starterEndpoints";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { useDoing } from "~/kit/deed";
import { Failing } from "~/kit/Failing";
import { count } from "~/kit/formats";
import { Loading } from "~/kit/Loading";
import { problemWords } from "~/kit/problemWords";
import { Select } from "~/kit/Select";
import { INDUSTRIES } from "./industryWords";
import { starterQuery } from "./queries";
import { StarterBranches } from "./StarterBranches";
import css from "./StarterPick.module.css";

/** Choose an industry, look at its tags with the messages that they know, leave out what does not apply, add the rest. */
export function StarterPick({ onAdded, children }: { onAdded?: () => void; children?: ReactNode }) {
  const [industry, setIndustry] = useState<Industry>("retail");
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const [reasons, setReasons] = useState(true);
  const query = useQuery(starterQuery(industry));
  const cache = useQueryClient();
  const { perform } = useDoing();
  const language = i18n.locale as Locale;
  const name = INDUSTRIES[industry]();
  const then = (now: StarterTree) => {
    cache.setQueryData(starterQuery(industry).queryKey, now);
    for (const key of ["starters", "tags", "dispositions", "learning", "setup"]) void cache.invalidateQueries({ queryKey: [key] });
  };
  const takeBack = () => call("POST /starters/{industry}/take-back", { path: { industry }, body: {} });
  const wanted = (query.data?.branches ?? []).flatMap((one) => one.leaves).filter((one) => one.tag_id === null && !without.has(one.code));
  const add = async () => {
    const body = { leaves: wanted.map((one) => one.code), language, reasons };
    const run = () => call("POST /starters/{industry}", { path: { industry }, body });
    const first = query.data?.added === 0;
    const done = await perform({ said: t`Etiquetas agregadas: ${count(wanted.length)}`, run, undo: first ? () => takeBack().then(then) : null, then });
    if (done) onAdded?.();
  };
  const leaveOut = (codes: string[], out: boolean) => {
    const now = new Set(without);
    for (const one of codes) {
      if (out) now.add(one);
      else now.delete(one);
    }
    setWithout(now);
  };
  return (
    <div className={css.pick}>
      <Select label={t`Rubro`} value={industry} onChange={(event) => setIndustry(event.target.value as Industry)}>
        {Object.entries(INDUSTRIES).map(([id, words]) => (
          <option key={id} value={id}>
            {words()}
          </option>
        ))}
      </Select>
      {query.isPending ? <Loading rows={6} /> : null}
      {query.isError ? <Failing what={t`No se pudo cargar`} why={problemWords(query.error)} onRetry={() => void query.refetch()} /> : null}
      {query.data ? <StarterBranches tree={query.data} language={language} without={without} onLeaveOut={leaveOut} /> : null}
      <Checkbox
        label={t`También como tipificaciones`}
        hint={t`Sin marcar, se agregan solo las etiquetas: para quien ya tiene su propio árbol.`}
        checked={reasons}
        onChange={(event) => setReasons(event.target.checked)}
      />
      <div className={css.foot}>
        <Button look="main" disabled={wanted.length === 0} onClick={() => void add()}>
          {t`Agregar ${count(wanted.length)} etiquetas`}
        </Button>
        {query.data && query.data.added > 0 ? (
          <Button onClick={() => void perform({ said: t`Se quitó lo agregado de ${name}`, run: takeBack, undo: null, then })}>{t`Quitar lo agregado`}</Button>
        ) : null}
        {children}
      </div>
    </div>
  );
}
