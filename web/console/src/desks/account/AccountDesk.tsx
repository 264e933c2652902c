import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Suspense, useEffect } from "react";
import { Empty } from "~/kit/Empty";
import { Loading } from "~/kit/Loading";
import css from "./AccountDesk.module.css";
import { sections } from "./sections";

/** What a person settles for themselves: the list of pages, and the one that is open. */
export function AccountDesk({ section }: { section: string }) {
  const open = sections.find((one) => one.id === section);
  const title = open?.words() ?? t`Mi cuenta`;
  useEffect(() => {
    document.title = `${title} · Trato`;
  }, [title]);
  return (
    <div className={css.desk}>
      <nav className={css.nav} aria-label={t`Mi cuenta`}>
        <Link className={css.back} to="/cases/$view" params={{ view: "mine" }}>
          <ArrowLeft size={16} aria-hidden />
          {t`Volver a los casos`}
        </Link>
        <p className={css.name}>{t`Mi cuenta`}</p>
        <ul>
          {sections.map(({ id, words, icon: Icon }) => (
            <li key={id}>
              <Link className={css.link} to="/me/$section" params={{ section: id }} aria-current={id === section ? "page" : undefined}>
                <Icon size={16} aria-hidden />
                <span className="cut">{words()}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main className={css.page} key={section} aria-label={title}>
        <div className={css.column}>
          <h1 className={css.title}>{title}</h1>
          {open ? (
            <Suspense fallback={<Loading rows={5} />}>
              <open.page />
            </Suspense>
          ) : (
            <Empty words={t`Esta página no existe. Las demás están en la lista.`} />
          )}
        </div>
      </main>
    </div>
  );
}
