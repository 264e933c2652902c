import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Macro } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { type Column, DataTable } from "~/kit/DataTable";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { list } from "~/kit/formats";
import { Loaded } from "~/kit/Loaded";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import type { SectionPage } from "~/kit/settingSection";
import { actionWords } from "~/rooms/automation/actionWords";
import { type Lexicon, named } from "~/rooms/automation/lexicon";
import { macrosQuery } from "~/rooms/automation/queries";
import { MacroPage } from "./MacroPage";
import { useLexicon } from "./useLexicon";

/** The macros that one has: one's own, of one's teams, of everybody. */
export function MacrosPage({ item }: SectionPage) {
  const [retired, setRetired] = useState(false);
  const query = useQuery(macrosQuery(retired));
  const lexicon = useLexicon();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { perform } = useDoing();
  const open = (id: string) => void navigate({ to: "/admin/$section/$item", params: { section: "macros", item: id } });
  if (!lexicon) return <Loading rows={6} />;
  if (item !== null) {
    return <Loaded query={query}>{(macros) => <MacroPage macro={macros.find((one) => one.id === item) ?? null} lexicon={lexicon} />}</Loaded>;
  }
  const turn = (one: Macro) => {
    const away = () => call("DELETE /macros/{id}", { path: { id: one.id } });
    const back = () => call("POST /macros/{id}/restore", { path: { id: one.id }, body: {} });
    const then = () => void cache.invalidateQueries({ queryKey: ["macros"] });
    return one.retired_at
      ? perform<unknown>({ said: t`Macro en uso otra vez: ${one.name}`, run: back, undo: away, then })
      : perform<unknown>({ said: t`Macro retirada: ${one.name}`, run: away, undo: back, then });
  };
  return (
    <Page
      wide
      title={t`Macros`}
      lede={t`Varios pasos de una vez sobre un caso: todos o ninguno, y con vuelta atrás. En el caso se abren con la tecla Q.`}
      deeds={
        <Button look="main" onClick={() => open("new")}>
          <Plus size={14} aria-hidden />
          {t`Nueva macro`}
        </Button>
      }
    >
      <Refusal />
      <Checkbox label={t`También las retiradas`} checked={retired} onChange={(event) => setRetired(event.target.checked)} />
      <Loaded query={query}>
        {(macros) => (
          <DataTable
            label={t`Macros`}
            columns={columns(lexicon, (one) => void turn(one))}
            rows={macros}
            keyOf={(one) => one.id}
            onOpen={(one) => open(one.id)}
            empty={<Empty words={t`Todavía no hay macros. Sirven para lo que se repite: etiquetar, responder y dejar a la espera en un clic.`} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function columns(lexicon: Lexicon, onTurn: (one: Macro) => void): Column<Macro>[] {
  return [
    { id: "name", head: t`Macro`, cell: (one) => one.name },
    { id: "steps", head: t`Qué hace`, cell: (one) => list(one.then.map((each) => actionWords(each, lexicon)), "conjunction") },
    { id: "whose", head: t`Para quién`, cell: (one) => (one.own ? t`solo yo` : one.team_id ? named(lexicon.choices.teams, one.team_id) : t`todos`) },
    {
      id: "deeds",
      head: t`Acciones`,
      unseen: true,
      cell: (one) =>
        one.editable ? (
          <Button look="bare" aria-label={one.retired_at ? t`Volver a usar ${one.name}` : t`Retirar ${one.name}`} onClick={() => onTurn(one)}>
            {one.retired_at ? t`Volver a usar` : t`Retirar`}
          </Button>
        ) : null,
    },
  ];
}
