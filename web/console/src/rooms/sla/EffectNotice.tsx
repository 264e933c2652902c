import { plural, t } from "@lingui/core/macro";
import { useQuery, type UseQueryOptions } from "@tanstack/react-query";
import type { Effect } from "~/client/contract/hours";
import { Notice } from "~/kit/Notice";
import { problemWords } from "~/kit/problemWords";

/** What saving would do to the promises that run, before anything is saved. */
export function EffectNotice<Key extends readonly unknown[]>({ query }: { query: UseQueryOptions<Effect, Error, Effect, Key> }) {
  const { data, error } = useQuery(query);
  if (error) return <Notice tone="approaching">{problemWords(error)}</Notice>;
  if (!data) return null;
  const changed = data.sooner + data.later;
  if (changed === 0) return <Notice>{t`Ninguna promesa en curso cambia de hora.`}</Notice>;
  return (
    <Notice tone={data.overdue > 0 ? "approaching" : "plain"}>
      <p>
        {plural(changed, {
          one: "Cambia # promesa en curso.",
          many: "Cambian # promesas en curso.",
          other: "Cambian # promesas en curso.",
        })}{" "}
        {data.sooner > 0
          ? plural(data.sooner, { one: "# vence antes.", many: "# vencen antes.", other: "# vencen antes." })
          : null}{" "}
        {data.later > 0
          ? plural(data.later, { one: "# vence después.", many: "# vencen después.", other: "# vencen después." })
          : null}
      </p>
      {data.overdue > 0 ? (
        <p>
          {plural(data.overdue, {
            one: "# quedaría vencida al guardar.",
            many: "# quedarían vencidas al guardar.",
            other: "# quedarían vencidas al guardar.",
          })}
        </p>
      ) : null}
      {data.complete ? null : <p>{t`Se miraron las primeras ${data.looked}; puede haber más.`}</p>}
    </Notice>
  );
}
