import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { DispositionNode, DispositionTree } from "~/client/contract/words";
import { call } from "~/client/http";
import { Button } from "~/kit/Button";
import { Checkbox } from "~/kit/Checkbox";
import { useDoing } from "~/kit/deed";
import { Empty } from "~/kit/Empty";
import { Loaded } from "~/kit/Loaded";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Switch } from "~/kit/Switch";
import { branches, type Spot } from "~/rooms/cases/tree";
import { treeQuery } from "~/rooms/cases/wordsQueries";
import { DispositionDialog } from "./DispositionDialog";
import { MergeDispositionDialog } from "./MergeDispositionDialog";
import { TreeView } from "./TreeView";

type Asked =
  | { deed: "add"; parent: DispositionNode | null }
  | { deed: "name"; node: DispositionNode }
  | { deed: "merge"; node: DispositionNode };

/** The tree of official reasons: arranged by hand or by keys, each change undoable, history kept. */
export function DispositionsPage() {
  const query = useQuery(treeQuery);
  const [retired, setRetired] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const cache = useQueryClient();
  const { perform } = useDoing();
  const close = () => setAsked(null);
  const refresh = () => void cache.invalidateQueries({ queryKey: ["dispositions"] });
  const done = (said: string, run: () => Promise<unknown>, undo: (() => Promise<unknown>) | null) => perform({ said, run, undo, then: refresh });
  const nameOf = (node: DispositionNode) => node.name[i18n.locale] ?? node.name.es ?? node.code;

  const place = (all: ReturnType<typeof branches>, node: DispositionNode, to: Spot) => {
    const from = all.find((one) => one.node.id === node.id);
    const put = (spot: Spot) => () => call("POST /dispositions/{id}/place", { path: { id: node.id }, body: spot });
    return done(t`Movida: ${nameOf(node)}`, put(to), from ? put({ parent_id: node.parent_id, place: from.place }) : null);
  };
  const restore = (node: DispositionNode) => () => call("POST /dispositions/{id}/restore", { path: { id: node.id }, body: {} });
  const retire = (node: DispositionNode) => () => call("POST /dispositions/{id}/retire", { path: { id: node.id }, body: {} });
  const turn = (node: DispositionNode) =>
    node.retired_at
      ? done(t`En uso otra vez: ${nameOf(node)}`, restore(node), node.merged_into ? null : retire(node))
      : done(t`Retirada: ${nameOf(node)}`, retire(node), restore(node));
  const save = (said: Record<string, string>) => {
    if (asked?.deed === "add") {
      const parent_id = asked.parent?.id ?? null;
      return done(t`Tipificación creada: ${said.es ?? ""}`, () => call("POST /dispositions", { body: { name: said, parent_id } }), null);
    }
    if (asked?.deed !== "name") return Promise.resolve(false);
    const put = (name: Record<string, string>) => () => call("PUT /dispositions/{id}", { path: { id: asked.node.id }, body: { name } });
    return done(t`Tipificación renombrada: ${said.es ?? ""}`, put(said), put(asked.node.name));
  };
  const merge = (node: DispositionNode, into: string) =>
    done(
      t`«${nameOf(node)}» ya no se ofrece: se usa la otra`,
      () => call("POST /dispositions/{id}/merge", { path: { id: node.id }, body: { into } }),
      restore(node),
    );
  return (
    <Page
      wide
      title={t`Tipificación`}
      lede={t`Por qué se cierran los casos. Solo se eligen las hojas; lo ya cerrado conserva la suya.`}
      deeds={
        <Button look="main" onClick={() => setAsked({ deed: "add", parent: null })}>
          {t`Nueva rama`}
        </Button>
      }
    >
      <Refusal />
      <Loaded query={query}>
        {(tree) => {
          const all = branches(tree.nodes, retired);
          return (
            <>
              <Section
                stacked
                title={t`Árbol`}
                hint={t`Arrastrar, o con Alt y las flechas: arriba y abajo cambian el orden, derecha cuelga de la anterior, izquierda saca de la rama.`}
                deeds={<Checkbox label={t`También las retiradas`} checked={retired} onChange={(event) => setRetired(event.target.checked)} />}
              >
                {all.length === 0 ? (
                  <Empty words={t`Todavía no hay tipificación: los casos se resuelven sin decir por qué. Empezar por cuatro o cinco ramas.`} />
                ) : (
                  <TreeView
                    branches={all}
                    onPlace={(node, to) => void place(all, node, to)}
                    onAdd={(parent) => setAsked({ deed: "add", parent })}
                    onName={(node) => setAsked({ deed: "name", node })}
                    onMerge={(node) => setAsked({ deed: "merge", node })}
                    onTurn={(node) => void turn(node)}
                  />
                )}
              </Section>
              <RequiredSection tree={tree} onTurn={(brand, on) => void requireIn(brand, on)} />
              {asked?.deed === "merge" ? (
                <MergeDispositionDialog
                  node={asked.node}
                  branches={branches(tree.nodes, false)}
                  onPick={(into) => void merge(asked.node, into).then(close)}
                  onClose={close}
                />
              ) : null}
            </>
          );
        }}
      </Loaded>
      {asked && asked.deed !== "merge" ? (
        <DispositionDialog
          title={titleOf(asked)}
          name={asked.deed === "name" ? asked.node.name : {}}
          onSave={(name) => void save(name).then((held) => held && close())}
          onClose={close}
        />
      ) : null}
    </Page>
  );

  function titleOf(one: Exclude<Asked, { deed: "merge" }>): string {
    if (one.deed !== "add") return t`Renombrar`;
    return one.parent ? t`Nueva bajo «${nameOf(one.parent)}»` : t`Nueva rama`;
  }

  function requireIn(brand: { brand_id: string; name: string }, on: boolean) {
    const put = (required: boolean) => () => call("PUT /dispositions/required", { body: { brand_id: brand.brand_id, required } });
    return done(on ? t`${brand.name} pide tipificación` : t`${brand.name} no pide tipificación`, put(on), put(!on));
  }
}

function RequiredSection({ tree, onTurn }: { tree: DispositionTree; onTurn: (brand: DispositionTree["required"][number], on: boolean) => void }) {
  return (
    <Section title={t`Al resolver`} hint={t`Con la tipificación obligatoria, un caso no se resuelve sin decir por qué.`}>
      {tree.required.map((one) => (
        <Switch key={one.brand_id} label={t`${one.name} la pide`} on={one.required} onChange={(on) => onTurn(one, on)} />
      ))}
    </Section>
  );
}
