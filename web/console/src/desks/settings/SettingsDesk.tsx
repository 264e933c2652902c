import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, BookOpen } from "lucide-react";
import { Suspense, useMemo } from "react";
import { ready } from "~/kit/command";
import { Empty } from "~/kit/Empty";
import { useDoing } from "~/kit/deed";
import { guideAddress } from "~/kit/guideAddress";
import { Loading } from "~/kit/Loading";
import { openTo, type SettingGroup } from "~/kit/settingSection";
import { UndoBar } from "~/kit/UndoBar";
import { undoCommands } from "~/kit/undoCommands";
import { useOffer } from "~/kit/commandHost";
import { meQuery } from "~/rooms/access/queries";
import { backCommands } from "./backCommands";
import css from "./SettingsDesk.module.css";

/** Sections at the left, one of them at the right; on a phone, one or the other. Each is a command of the palette too. */
export function SettingsDesk({ title, area, groups, section, item }: Props) {
  const navigate = useNavigate();
  const { done } = useDoing();
  const { data: me } = useQuery(meQuery);
  const open = useMemo(() => openTo(groups, me?.verbs ?? []), [groups, me?.verbs]);
  const sections = open.flatMap((group) => group.sections);
  const chosen = sections.find((one) => one.id === section) ?? (section === null ? sections[0] : undefined);
  useOffer("desk", [
    ...ready(undoCommands, { undo: done?.undo ?? null }, () => true),
    ...ready(backCommands, { back: () => void navigate({ to: "/" }) }, () => true),
    ...sections.map((one) => ({
      id: `${area}.${one.id}`,
      words: t`Ir a ${one.words()}`,
      keys: undefined,
      run: () => void navigate({ to: `/${area}/$section`, params: { section: one.id }, search: (kept) => kept }),
    })),
  ]);
  const Chosen = chosen?.page;
  return (
    <div className={css.desk} data-inside={section !== null}>
      <nav className={css.nav} aria-label={title}>
        <Link to="/" className={css.back}>
          <ArrowLeft size={16} aria-hidden />
          {t`Casos`}
        </Link>
        <p className={css.title}>{title}</p>
        {open.map((group) => (
          <div key={group.id} role="group" aria-label={group.words()}>
            <p className={css.label}>{group.words()}</p>
            {group.sections.map((one) => (
              <Link
                key={one.id}
                className={css.link}
                to={`/${area}/$section`}
                params={{ section: one.id }}
                search={(kept) => kept}
                aria-current={one.id === chosen?.id ? "page" : undefined}
              >
                {one.words()}
                {one.mark ? (
                  <Suspense fallback={null}>
                    <one.mark />
                  </Suspense>
                ) : null}
              </Link>
            ))}
          </div>
        ))}
        <a href={guideAddress()} target="_blank" rel="noreferrer" className={css.guide}>
          <BookOpen size={16} aria-hidden />
          {t`Guía`}
        </a>
      </nav>
      <main className={css.main}>
        <Link to={`/${area}`} className={css.up}>
          <ArrowLeft size={16} aria-hidden />
          {title}
        </Link>
        <Suspense fallback={<Loading rows={4} />}>
          {Chosen ? <Chosen key={`${chosen.id}/${item ?? ""}`} item={item} /> : <Empty words={t`Esta página no existe, o falta un permiso para verla.`} />}
        </Suspense>
        <UndoBar />
      </main>
    </div>
  );
}

interface Props {
  title: string;
  /** The first step of the address. */
  area: "admin" | "me" | "floor" | "reports";
  groups: readonly SettingGroup[];
  /** Null on the area's own address: the first section, or the list of them on a phone. */
  section: string | null;
  item: string | null;
}
