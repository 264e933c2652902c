import { plural, t } from "@lingui/core/macro";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { type ReactNode, useCallback } from "react";
import type { TriageRow } from "~/client/contract/triage";
import { Button } from "~/kit/Button";
import { Empty } from "~/kit/Empty";
import { Kbd } from "~/kit/Kbd";
import { Loaded } from "~/kit/Loaded";
import { now } from "~/kit/now";
import { Section } from "~/kit/Section";
import { meQuery } from "~/rooms/access/queries";
import { queuesQuery, teamsQuery } from "~/rooms/cases/queries";
import { channelWords } from "~/rooms/channels/channelWords";
import { accountsQuery } from "~/rooms/channels/queries";
import { AsideFilters } from "~/rooms/intelligence/triage/AsideFilters";
import { triageQuery } from "~/rooms/intelligence/triage/queries";
import { TriageList } from "~/rooms/intelligence/triage/TriageList";
import { today } from "~/rooms/reporting/days";
import { asideReasonWords } from "./asideReasonWords";
import { useTriageSearch } from "./useTriageSearch";

/** What stands aside, narrowed as the address says, a page at a time. */
export function AsideSection({ open, onBack, entered }: { open: (row: TriageRow) => ReactNode; onBack: (row: TriageRow) => void; entered: boolean }) {
  const [said, say] = useTriageSearch();
  const aside = useInfiniteQuery(triageQuery(said));
  const { data: me } = useQuery(meQuery);
  const queues = useQuery(queuesQuery);
  const teams = useQuery(teamsQuery);
  const accounts = useQuery(accountsQuery);
  const channels = [...new Set((accounts.data ?? []).map((one) => one.channel))].map((id) => ({ id, name: channelWords(id) }));
  const { fetchNextPage, isFetchingNextPage } = aside;
  const onMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const rows = aside.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = plural(rows.length, { one: "# apartado", many: "# de apartados", other: "# apartados" });
  return (
    <Section title={t`Apartados`} stacked>
      <AsideFilters said={said} today={today(now())} brands={me?.brands ?? []} queues={queues.data ?? []} teams={teams.data ?? []} channels={channels} reasonWords={asideReasonWords} onSay={say} />
      <Loaded query={aside} rows={6}>
        {() =>
          rows.length === 0 ? (
            <Empty words={t`Nada apartado con estos filtros. Lo que se aparte, solo o a mano, aparece aquí con su motivo.`} />
          ) : (
            <>
              <p role="status">{aside.hasNextPage ? t`Los ${rows.length} más recientes.` : shown}</p>
              <p>
                <Kbd keys="j" /> <Kbd keys="k" /> {t`para moverse`} · <Kbd keys="Space" /> {t`ver entero`} · <Kbd keys="r" /> {t`devolver`}
              </p>
              <TriageList
                label={t`Apartados`}
                rows={rows}
                more={aside.hasNextPage}
                onMore={onMore}
                endless
                entered={entered}
                channel={channelWords}
                reason={asideReasonWords}
                keys={{ r: onBack }}
                deeds={(row) => (
                  <>
                    <Button aria-label={t`Devolver #${row.number} a la cola`} onClick={() => onBack(row)}>{t`Devolver`}</Button>
                    {open(row)}
                  </>
                )}
              />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
