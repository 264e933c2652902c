import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import type { NoticeKind, NoticeWay, PreferencesChange, PushShows, Sound } from "~/client/contract/preferences";
import { Button } from "~/kit/Button";
import { Failing } from "~/kit/Failing";
import { Page } from "~/kit/Page";
import { problemWords } from "~/kit/problemWords";
import { Section } from "~/kit/Section";
import { Select } from "~/kit/Select";
import { play } from "~/kit/sound";
import { meQuery } from "~/rooms/access/queries";
import { kindWords, wayWords } from "~/rooms/console/noticeWords";
import { settle } from "~/rooms/console/preferences";
import { DesktopNotices } from "./DesktopNotices";
import css from "./NoticesPage.module.css";
import { PushDevices } from "./PushDevices";
import { QuietHours } from "./QuietHours";

const KINDS: NoticeKind[] = ["new_case", "message", "mention", "promise", "help", "team_promise", "team_queue", "token", "alert"];
const PUSHED_ONLY: NoticeKind[] = ["token", "alert"]; // of no case that the desk could show
const WAYS: NoticeWay[] = ["sound", "title", "desktop", "push"];

/** Of what I am told, how and when. */
export function NoticesPage() {
  const cache = useQueryClient();
  const { preferences: settled, verbs } = useSuspenseQuery(meQuery).data;
  const kinds = KINDS.filter((kind) => (kind !== "token" || verbs.includes("channels.manage")) && (kind !== "alert" || verbs.includes("floor.read")));
  const settling = useMutation({ mutationFn: (change: PreferencesChange) => settle(cache, change) });
  const toggle = (kind: NoticeKind, way: NoticeWay, on: boolean) => {
    const others = settled.notices[kind].filter((each) => each !== way);
    settling.mutate({ notices: { [kind]: on ? [...others, way] : others } });
  };
  return (
    <Page title={t`Avisos`} lede={t`De qué avisar, cómo y cuándo. Nunca suena por el caso que está a la vista, y de varias pestañas suena una.`}>
      <Section title={t`De qué y cómo`} stacked>
        <div className={css.table} role="table" aria-label={t`De qué y cómo`}>
          <div className={css.head} role="row">
            <span role="columnheader" className="unseen">
              {t`De qué`}
            </span>
            {WAYS.map((way) => (
              <span key={way} role="columnheader">
                {wayWords(way)}
              </span>
            ))}
          </div>
          {kinds.map((kind) => (
            <div key={kind} className={css.row} role="row">
              <span role="rowheader" className={css.kind}>
                {kindWords(kind)}
              </span>
              {WAYS.map((way) => (
                <span key={way} role="cell">
                  {PUSHED_ONLY.includes(kind) && way !== "push" ? null : (
                    <label className={css.cell} data-way={wayWords(way)}>
                      <input
                        type="checkbox"
                        aria-label={`${kindWords(kind)}: ${wayWords(way)}`}
                        checked={settled.notices[kind].includes(way)}
                        onChange={(event) => toggle(kind, way, event.target.checked)}
                      />
                    </label>
                  )}
                </span>
              ))}
            </div>
          ))}
        </div>
        {settling.isError ? (
          <Failing
            what={t`No se guardó`}
            why={problemWords(settling.error)}
            onRetry={() => settling.variables && settling.mutate(settling.variables)}
          />
        ) : null}
      </Section>
      <Section title={t`Sonido`}>
        <div className={css.sound}>
          <Select label={t`Cuál`} value={settled.sound} onChange={(event) => settling.mutate({ sound: event.target.value as Sound })}>
            <option value="drop">{t`Gota`}</option>
            <option value="wood">{t`Madera`}</option>
            <option value="bell">{t`Campana`}</option>
          </Select>
          <Button onClick={() => void play(settled.sound)}>
            <Play size={16} aria-hidden />
            {t`Escuchar`}
          </Button>
        </div>
      </Section>
      <Section title={t`Horas de silencio`} hint={t`Según el huso horario del perfil. Ni sonido, ni avisos de escritorio, ni avisos con Trato cerrado.`}>
        <QuietHours quiet={settled.quiet} onChange={(quiet) => settling.mutate({ quiet })} />
      </Section>
      <Section title={t`Avisos de escritorio`} hint={t`Los muestra este navegador mientras Trato está abierto en otra pestaña o detrás de otra ventana.`}>
        <DesktopNotices />
      </Section>
      <Section title={t`Con Trato cerrado`} hint={t`Salen de este servidor, cifrados para cada equipo. Dejan de llegar al salir de la sesión.`}>
        <PushDevices />
        <Select
          label={t`Qué dicen`}
          value={settled.push_shows}
          onChange={(event) => settling.mutate({ push_shows: event.target.value as PushShows })}
        >
          <option value="number">{t`Solo el número del caso`}</option>
          <option value="name">{t`También el nombre del contacto`}</option>
        </Select>
      </Section>
    </Page>
  );
}
