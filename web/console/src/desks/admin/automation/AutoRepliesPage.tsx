import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AutoReplies, AutoReply, ReplyKind } from "~/client/contract/automation";
import { call } from "~/client/http";
import { Chip } from "~/kit/Chip";
import { useDoing } from "~/kit/deed";
import { Loaded } from "~/kit/Loaded";
import { Loading } from "~/kit/Loading";
import { Page } from "~/kit/Page";
import { Refusal } from "~/kit/Refusal";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import type { Lexicon } from "~/rooms/automation/lexicon";
import { named } from "~/rooms/automation/lexicon";
import { repliesQuery } from "~/rooms/automation/queries";
import { ReplyForm } from "~/rooms/automation/ReplyForm";
import { REPLIES } from "~/rooms/automation/replyWords";
import css from "../firm/Fields.module.css";
import { useLexicon } from "./useLexicon";

const KINDS: ReplyKind[] = ["greeting", "away", "slow"];

/** What is said while nobody does, for everybody and, where it differs, for a brand or a channel. */
export function AutoRepliesPage() {
  const query = useQuery(repliesQuery);
  const lexicon = useLexicon();
  const [brand, setBrand] = useState("");
  const [channel, setChannel] = useState("");
  if (!lexicon) return <Loading rows={6} />;
  return (
    <Page
      wide
      title={t`Respuestas automáticas`}
      lede={t`Lo que se dice mientras nadie responde. Nunca a máquinas ni a quien pidió no recibir nada, y no cumplen ninguna promesa. Donde cada mensaje cuesta, salen juntas y una por vez.`}
    >
      <Refusal />
      <div className={css.line}>
        <Select label={t`Marca`} value={brand} onChange={(event) => setBrand(event.target.value)}>
          <option value="">{t`Todas`}</option>
          {lexicon.values.brand.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
        <Select label={t`Canal`} value={channel} onChange={(event) => setChannel(event.target.value)}>
          <option value="">{t`Todos`}</option>
          {lexicon.values.channel.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      </div>
      <Loaded query={query}>
        {(replies) => (
          <>
            {KINDS.map((kind) => (
              <OneReply key={`${kind}${brand}${channel}`} kind={kind} brand={brand || null} channel={channel} replies={replies} lexicon={lexicon} />
            ))}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function OneReply({ kind, brand, channel, replies, lexicon }: OneProps) {
  const cache = useQueryClient();
  const { perform } = useDoing();
  const here = replies.items.find((one) => one.kind === kind && one.brand_id === brand && one.channel === channel) ?? null;
  const wider = here ? null : nearest(replies.items, kind, brand, channel);
  const refresh = () => cache.invalidateQueries({ queryKey: repliesQuery.queryKey });
  const words = REPLIES[kind];
  const narrow = brand !== null || channel !== "";
  const drop = (one: AutoReply) =>
    perform({
      said: t`Excepción quitada: ${words.name()}`,
      run: () => call("DELETE /automation/replies/{id}", { path: { id: one.id } }),
      undo: () => call("PUT /automation/replies", { body: bodyOf(one) }),
      then: () => void refresh(),
    });
  return (
    <Section
      title={words.name()}
      hint={
        <>
          {words.hint()}
          <br />
          <Chip tone="line">{here ? (here.active ? t`encendida` : t`apagada`) : wider ? t`la de ${placeOf(wider, lexicon)}` : t`apagada`}</Chip>
        </>
      }
    >
      <ReplyForm
        kept={here ? bodyOf(here) : { kind, brand_id: brand, channel, texts: wider?.texts ?? replies.shipped[kind], active: false, window_minutes: 1_440, after_minutes: 10 }}
        variables={replies.variables}
        onSave={async (values) => {
          await call("PUT /automation/replies", { body: values });
          await refresh();
        }}
        onDrop={here && narrow ? () => void drop(here) : null}
      />
    </Section>
  );
}

function nearest(items: AutoReply[], kind: ReplyKind, brand: string | null, channel: string): AutoReply | null {
  const fitting = items.filter(
    (one) => one.kind === kind && one.active && (one.brand_id === null || one.brand_id === brand) && (one.channel === "" || one.channel === channel),
  );
  const rank = (one: AutoReply) => (one.brand_id !== null ? 2 : 0) + (one.channel !== "" ? 1 : 0);
  return fitting.toSorted((one, other) => rank(other) - rank(one))[0] ?? null;
}

function placeOf(one: AutoReply, lexicon: Lexicon): string {
  const parts = [one.brand_id ? named(lexicon.values.brand, one.brand_id) : "", one.channel ? named(lexicon.values.channel, one.channel) : ""];
  return parts.filter(Boolean).join(" · ") || t`todas las marcas`;
}

function bodyOf({ kind, brand_id, channel, texts, active, window_minutes, after_minutes }: AutoReply) {
  return { kind, brand_id, channel, texts, active, window_minutes, after_minutes };
}

interface OneProps {
  kind: ReplyKind;
  brand: string | null;
  channel: string;
  replies: AutoReplies;
  lexicon: Lexicon;
}
