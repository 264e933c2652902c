import { plural, t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Lightbulb, X } from "lucide-react";
import { useEffect } from "react";
import type { Hint } from "~/client/contract/coachingEndpoints";
import { call } from "~/client/http";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { IconButton } from "~/kit/IconButton";
import { hintsQuery } from "./coachingQueries";
import { hintCommands } from "./hintCommands";
import { hintWords } from "./hintWords";
import css from "./Insight.module.css";

/** What may help with the case on screen: three lines at most, each put away in one click. */
export function HintStrip({ caseId, revision }: { caseId: string; revision: number }) {
  const cache = useQueryClient();
  const { queryKey } = hintsQuery(caseId, revision);
  const { data, isPlaceholderData } = useQuery(hintsQuery(caseId, revision));
  const hints = data ?? [];
  const seen = isPlaceholderData ? "" : hints.map((one) => `${one.code} ${one.about}`).join();
  useEffect(() => {
    if (!seen) return;
    const keys = seen.split(",").map((one) => ({ code: one.split(" ")[0] as Hint["code"], about: one.split(" ")[1] ?? "" }));
    void call("POST /cases/{id}/hints/shown", { path: { id: caseId }, body: { hints: keys } }).catch(() => undefined); // a count, worth no interruption
  }, [caseId, seen]);
  const putAway = ({ code, about }: Hint) => {
    cache.setQueryData(queryKey, (old: Hint[] | undefined) => old?.filter((one) => one.code !== code || one.about !== about));
    void call("POST /cases/{id}/hints/dismissed", { path: { id: caseId }, body: { code, about } }).finally(() => void cache.invalidateQueries({ queryKey }));
  };
  const commands = ready(hintCommands, { hints, putAway }, () => true);
  useOffer("hints", commands);
  const keys = commands[0]?.keys;
  if (hints.length === 0) return null;
  return (
    <section className={css.hints} aria-label={plural(hints.length, { one: "# pista", many: "# de pistas", other: "# pistas" })}>
      <ul>
        {hints.map((one, place) => {
          const { what, todo } = hintWords(one);
          return (
            <li key={`${one.code} ${one.about}`} className={css.hint} data-severity={one.severity}>
              <Lightbulb size={16} aria-hidden />
              <span className={css.hintWords}>
                <b>{what}</b> <span>{todo}</span>
              </span>
              <IconButton icon={X} name={t`Guardar la pista: ${what}`} {...(place === 0 && keys ? { keys } : {})} onClick={() => putAway(one)} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
