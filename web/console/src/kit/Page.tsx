import { type ReactNode, useEffect, useRef } from "react";
import css from "./Page.module.css";

/** A page to read and fill in: its name, what it is for, its deeds, its sections. The name takes the focus when it opens. */
export function Page({ title, lede, deeds, wide, children }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Trato`;
    head.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className={css.page} data-wide={wide}>
      <header className={css.head}>
        <div className={css.words}>
          <h1 ref={head} tabIndex={-1}>
            {title}
          </h1>
          {lede ? <p>{lede}</p> : null}
        </div>
        {deeds ? <div className={css.deeds}>{deeds}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface Props {
  title: string;
  /** One sentence: what this page decides. */
  lede?: ReactNode;
  deeds?: ReactNode;
  /** For tables and calendars: up to 1200 px instead of 760. */
  wide?: boolean;
  children: ReactNode;
}
