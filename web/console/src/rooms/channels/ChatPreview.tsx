import { t } from "@lingui/core/macro";
import { useEffect, useRef, useState } from "react";
import type { Look, WidgetSettings } from "~/client/contract/chats";
import { Select } from "~/kit/Select";
import { Tabs } from "~/kit/Tabs";
import css from "./ChatPreview.module.css";
import { previewOf, type Screen } from "./previewOf";

type Size = "desktop" | "phone";

/**
 * The real widget in a frame without origin, with a conversation that was made up: it changes while one chooses, and
 * neither asks nor tells a server anything.
 */
export function ChatPreview({ settings, look }: { settings: WidgetSettings; look: Look | null }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [here, arrived] = useState(0);
  const [size, setSize] = useState<Size>("desktop");
  const [theme, setTheme] = useState<"light" | "dark">("light");
  const [screen, setScreen] = useState<Screen>("home");
  const [locale, setLocale] = useState<"es" | "en" | "pt">(settings.locale || "es");
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      if (event.source === frame.current?.contentWindow && event.data === "trato-preview") arrived((count) => count + 1);
    };
    window.addEventListener("message", hear);
    return () => window.removeEventListener("message", hear);
  }, []);
  const shown = JSON.stringify(previewOf(settings, look, { theme, screen, locale }));
  useEffect(() => {
    // The frame has no origin that could be named; what goes there is what every visitor of the site sees.
    if (here) frame.current?.contentWindow?.postMessage(JSON.parse(shown), "*");
  }, [here, shown]);
  return (
    <div className={css.preview}>
      <Tabs
        label={t`Qué se ve`}
        tabs={[
          { id: "closed", words: t`Botón` },
          { id: "home", words: t`Inicio` },
          { id: "thread", words: t`Conversación` },
        ]}
        chosen={screen}
        onChoose={setScreen}
        controls="chat-preview"
      />
      <div className={css.stage} data-size={size} id="chat-preview" role="tabpanel" aria-label={t`Vista previa`}>
        <iframe ref={frame} title={t`Vista previa del chat`} src="/widget/preview" sandbox="allow-scripts" />
      </div>
      <div className={css.choices}>
        <Select label={t`Tamaño de la vista`} value={size} onChange={(event) => setSize(event.target.value as Size)}>
          <option value="desktop">{t`Computadora`}</option>
          <option value="phone">{t`Teléfono`}</option>
        </Select>
        <Select label={t`Tema de la vista`} value={theme} onChange={(event) => setTheme(event.target.value as "light" | "dark")}>
          <option value="light">{t`Claro`}</option>
          <option value="dark">{t`Oscuro`}</option>
        </Select>
        <Select label={t`Idioma de la vista`} value={locale} onChange={(event) => setLocale(event.target.value as "es" | "en" | "pt")}>
          <option value="es">{t`Español`}</option>
          <option value="en">{t`Inglés`}</option>
          <option value="pt">{t`Portugués`}</option>
        </Select>
      </div>
    </div>
  );
}
