import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import type { Rule } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import type { SectionPage } from "~/kit/settingSection";
import { rulesQuery } from "~/rooms/automation/queries";
import { RuleRows } from "~/rooms/automation/RuleRows";
import { RulePage } from "./RulePage";
import { useLexicon } from "./useLexicon";

/** The rules in the order in which they are asked; one of them, or a new one, to change. */
export function RulesPage({ item }: SectionPage) {
  const query = useQuery(rulesQuery);
  const lexicon = useLexicon();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "rules", item: id } });
  if (!lexicon) return <Loading rows={6} />;
  if (item !== null) {
    return <Loaded query={query}>{(rules) => <RulePage rule={rules.find((one) => one.id === item) ?? null} lexicon={lexicon} />}</Loaded>;
  }
  const refresh = () => void cache.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const turn = (one: Rule, on: boolean) => {
    const put = (state: Rule["state"]) => () => call("POST /automation/rules/{id}/state", { path: { id: one.id }, body: { state } });
    return perform({
      said: on ? t`Regla encendida: ${one.name}` : t`Regla apagada: ${one.name}`,
      run: put(on ? "active" : "off"),
      undo: put(one.state),
      then: refresh,
    });
  };
  const place = (rules: Rule[], order: string[], name: string) =>
    perform({
      said: t`Orden cambiado: ${name}`,
      run: () => call("PUT /automation/order", { body: { order } }),
      undo: () => call("PUT /automation/order", { body: { order: rules.map((one) => one.id) } }),
      then: refresh,
    });
  return (
    <Page
      wide
      title={t`Reglas`}
      lede={t`Lo que pasa solo: cuando ocurre algo, si se cumple una condición, entonces se hace. Se preguntan en este orden.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nueva regla`}
        </Button>
      }
    >
      <Refusal />
      <Loaded query={query}>
        {(rules) =>
          rules.length === 0 ? (
            <Empty words={t`Todavía no hay reglas. Una regla se escribe como borrador, se prueba con lo que ya pasó y recién entonces se enciende.`} />
          ) : (
            <RuleRows
              rules={rules}
              lexicon={lexicon}
              onOpen={open}
              onTurn={(one, on) => void turn(one, on)}
              onPlace={(order, name) => void place(rules, order, name)}
            />
          )
        }
      </Loaded>
    </Page>
  );
}
