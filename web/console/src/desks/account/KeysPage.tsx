import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PreferencesChange } from "~/client/contract/preferences";
import { Button } from "~/kit/Button";
import { type Catalogued, useHost } from "~/kit/commandHost";
import { groupOf, GROUPS, groupWords } from "~/kit/commandGroups";
import { Failing } from "~/kit/Failing";
import { Field } from "~/kit/Field";
import { fold } from "~/kit/fold";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Switch } from "~/kit/Switch";
import { meQuery } from "~/rooms/access/queries";
import { settle } from "~/rooms/console/preferences";
import { KeyLine } from "./KeyLine";
import css from "./KeysPage.module.css";
import { inTheWay } from "./inTheWay";

/** Which key does what, for this person. */
export function KeysPage() {
  const cache = useQueryClient();
  const host = useHost();
  const settled = useSuspenseQuery(meQuery).data.preferences;
  const catalogue = useQuery({ queryKey: ["catalogue"], queryFn: host.catalogue, staleTime: Infinity });
  const [sought, setSought] = useState("");
  const settling = useMutation({ mutationFn: (change: PreferencesChange) => settle(cache, change) });
  const all = catalogue.data ?? [];
  const keysNow = (one: Catalogued) => settled.keys[one.id] ?? one.keys ?? "";
  const parts = fold(sought).split(/\s+/).filter(Boolean);
  const found = all.filter((one) => parts.every((part) => fold(`${one.words()} ${groupWords(groupOf(one.id))} ${keysNow(one)}`).includes(part)));
  const own = Object.keys(settled.keys).length;
  return (
    <Page
      title={t`Atajos de teclado`}
      lede={t`Cada acción puede tener la tecla que convenga. Las que no tienen ninguna están en la paleta.`}
      deeds={
        own > 0 ? (
          <Button disabled={settling.isPending} onClick={() => settling.mutate({ reset_keys: true })}>
            {t`Volver todos a los de Trato`}
          </Button>
        ) : null
      }
    >
      <Section title={t`Teclas sueltas`} hint={t`Letras y signos sin Ctrl. Nunca actúan mientras se escribe en un campo.`}>
        <Switch label={t`Atajos de una tecla`} on={settled.single_keys} onChange={(on) => settling.mutate({ single_keys: on })} />
        {settling.isError ? (
          <Failing
            what={t`No se guardó`}
            why={problemWords(settling.error)}
            onRetry={() => settling.variables && settling.mutate(settling.variables)}
          />
        ) : null}
      </Section>
      <Section title={t`Acciones`} stacked>
        <Field type="search" label={t`Buscar un atajo`} value={sought} onChange={(event) => setSought(event.target.value)} />
        {catalogue.isPending ? <Loading rows={8} /> : null}
        {catalogue.isError ? (
          <Failing what={t`No llega la lista`} why={problemWords(catalogue.error)} onRetry={() => void catalogue.refetch()} />
        ) : null}
        {catalogue.data && found.length === 0 ? <p className={css.none}>{t`Nada con esas letras.`}</p> : null}
        {GROUPS.map((group) => {
          const of = found.filter((one) => groupOf(one.id) === group);
          return of.length > 0 ? (
            <section key={group} aria-label={groupWords(group)}>
              <h3 className={css.group}>{groupWords(group)}</h3>
              <ul className={css.lines}>
                {of.map((one) => (
                  <KeyLine
                    key={one.id}
                    words={one.words()}
                    keys={keysNow(one)}
                    own={one.id in settled.keys}
                    inTheWay={(keys) => inTheWay(one, keys, all, keysNow)}
                    onChoose={(keys, freed) =>
                      settling.mutate({ keys: { ...Object.fromEntries(freed.map((each) => [each.id, ""])), [one.id]: keys } })
                    }
                    onReset={() => settling.mutate({ keys: { [one.id]: null } })}
                  />
                ))}
              </ul>
            </section>
          ) : null;
        })}
      </Section>
    </Page>
  );
}
