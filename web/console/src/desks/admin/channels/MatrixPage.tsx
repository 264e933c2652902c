import { t } from "@lingui/core/macro";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChannelStanding } from "~/client/contract/standingEndpoints";
import { call } from "~/client/http";
import { Failing } from "~/kit/Failing";
import { count, nameOf } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Notice } from "~/kit/Notice";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { meQuery } from "~/rooms/access/queries";
import { useMay } from "~/rooms/access/useMay";
import { adminAccountsQuery } from "~/rooms/channels/accountQueries";
import { Quadrants } from "~/rooms/channels/Quadrants";
import { saidWords } from "~/rooms/channels/saidWords";
import { matrixQuery, STANDINGS } from "~/rooms/channels/standingQueries";
import { MatrixTable } from "./MatrixTable";
import css from "./AccountsPage.module.css";

/** Which channels are main, live, self-care, and offered: for a brand or all, in a country or everywhere. */
export function MatrixPage() {
  const cache = useQueryClient();
  const { brands } = useSuspenseQuery(meQuery).data;
  const may = useMay()("brands.manage");
  const [brand, setBrand] = useState(brands[0]?.id ?? "");
  const [country, setCountry] = useState("");
  const matrix = useQuery(matrixQuery(brand, country));
  const say = useMutation({
    mutationFn: ({ one, part }: { one: ChannelStanding; part: Partial<ChannelStanding> | null }) => {
      const { tier, live, care, offered } = { ...one, ...part };
      const place = { channel: one.channel, brand_id: brand || null, country };
      return call("PUT /channels/standings", { body: part ? { ...place, tier, live, care, offered } : place });
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: STANDINGS });
      void cache.invalidateQueries({ queryKey: adminAccountsQuery.queryKey });
    },
  });
  return (
    <Page wide title={t`Niveles y matriz de canales`} lede={t`Qué canales son principales, cuáles se atienden en vivo y dónde se ofrece cada uno. Vale para lo que llegue desde ahora.`}>
      <div className={css.choice}>
        <Select label={t`Marca`} value={brand} onChange={(event) => setBrand(event.target.value)}>
          <option value="">{t`Todas las marcas`}</option>
          {brands.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select label={t`País`} value={country} onChange={(event) => setCountry(event.target.value)}>
          <option value="">{t`Todos los países`}</option>
          {(matrix.data?.countries ?? []).map((one) => (
            <option key={one} value={one}>
              {nameOf("region", one)}
            </option>
          ))}
        </Select>
      </div>
      {say.error ? <Failing what={t`No se guardó`} why={problemWords(say.error)} /> : null}
      <Loaded query={matrix}>
        {(found) => (
          <>
            {found.main > found.most_main ? (
              <Notice tone="approaching">{t`Hay ${count(found.main)} canales en el nivel 1. Los manuales piden 3 o 4: más que eso ya no es principal. Pasar alguno al nivel 2.`}</Notice>
            ) : null}
            {found.missing.map((one) => (
              <Notice key={`${one.country}/${one.channel}`}>
                {t`En ${nameOf("region", one.country)} la gente usa ${one.name ? saidWords(one.name) : one.channel}, y ahí no hay cuenta.`}
              </Notice>
            ))}
            <MatrixTable channels={found.channels} may={may && !say.isPending} onSay={(one, part) => say.mutate({ one, part })} />
            <Section stacked title={t`Matriz`} hint={t`Los canales en uso, por quién atiende y a qué ritmo.`}>
              <Quadrants channels={found.channels} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
