import { t } from "@lingui/core/macro";
import { useRef, useState } from "react";
import css from "./Parts.module.css";

/**
 * HTML from outside: no scripts, no forms, no requests but images of our own origin. `allow-same-origin` without
 * `allow-scripts` lets us measure its height and gives it nothing.
 */
export function RichFrame({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(120);
  const measure = () => setHeight(Math.min(1200, (frame.current?.contentDocument?.documentElement.scrollHeight ?? 120) + 4));
  return (
    <iframe
      ref={frame}
      className={css.frame}
      style={{ height }}
      sandbox="allow-same-origin allow-popups"
      title={t`Correo con su formato`}
      srcDoc={HEAD + html}
      onLoad={measure}
      loading="lazy"
      referrerPolicy="no-referrer"
    />
  );
}

const HEAD =
  "<!doctype html><meta charset=utf-8>" +
  "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'\">" +
  "<base target=_blank><style>body{margin:8px;font:14px/20px system-ui,sans-serif;color:#16201b;overflow-wrap:anywhere}img{max-width:100%}</style>";
