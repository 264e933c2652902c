import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChartNoAxesColumn, CircleQuestionMark, Gauge, Search, Settings, SquarePen, X } from "lucide-react";
import { lazy, useState } from "react";
import { ready, type Ready } from "~/kit/command";
import { useHost, useOffer } from "~/kit/commandHost";
import { cx } from "~/kit/cx";
import { useDoing } from "~/kit/deed";
import { IconButton } from "~/kit/IconButton";
import { Kbd } from "~/kit/Kbd";
import { keysOf } from "~/kit/keymap";
import { Mark } from "~/kit/Mark";
import { MenuItem } from "~/kit/MenuItem";
import { MenuLabel } from "~/kit/MenuLabel";
import { MenuRule } from "~/kit/MenuRule";
import { Part } from "~/kit/Part";
import { patient } from "~/kit/patient";
import { administers } from "~/rooms/access/administers";
import { teamsQuery } from "~/rooms/cases/queries";
import { useViewsLive } from "~/rooms/console/useViewsLive";
import { ViewsNav } from "~/rooms/console/ViewsNav";
import { presenceCommands } from "~/rooms/workforce/commands";
import { loadWords } from "~/rooms/workforce/presenceWords";
import { PresenceFoot } from "~/rooms/workforce/PresenceFoot";
import css from "./Pane.module.css";
import { useMe } from "./useMe";

const HelpLink = lazy(() => patient(() => import("./HelpLink")).then((file) => ({ default: file.HelpLink })));
const TelephoneLine = lazy(() => import("~/rooms/calls/TelephoneLine").then((file) => ({ default: file.TelephoneLine })));
const MyDayDialog = lazy(() => import("~/rooms/workforce/MyDayDialog").then((file) => ({ default: file.MyDayDialog })));
const SetupLink = lazy(() => patient(() => import("~/desks/beginning/SetupLink")).then((file) => ({ default: file.SetupLink })));

const DAY = "presence.day";

/** Where cases wait, and who I am today. */
export function ViewsPane({ open, account, onStart, onHelp, onClose }: Props) {
  const me = useMe();
  const teams = useQuery({ ...teamsQuery, enabled: me.verbs.includes("views.share") });
  const cache = useQueryClient();
  const host = useHost();
  const { perform } = useDoing();
  const [shown, setShown] = useState(false);
  useViewsLive();
  const presence = ready(presenceCommands(me.presence_reasons), { me, cache, perform, showDay: () => setShown(true) }, () => true);
  useOffer("views", presence);
  return (
    <aside className={cx(css.pane, css.views)} data-open={open} aria-label={t`Vistas y cuenta`}>
      <div className={cx(css.bar, css.plain)}>
        <Mark />
        <span className={cx(css.brand, "cut")}>{me.workspace.name}</span>
        <span className="space" />
        {onStart ? <IconButton icon={SquarePen} name={onStart.words} keys={onStart.keys ?? ""} onClick={onStart.run} /> : null}
        <span className={css.closeDrawer}>
          <IconButton icon={X} name={t`Cerrar`} onClick={onClose} />
        </span>
      </div>
      <button type="button" className={css.find} onClick={host.openPalette}>
        <Search size={14} aria-hidden />
        {t`Buscar o mandar`}
        <span className="space" />
        <Kbd keys={keysOf("palette.open", "$mod+k")} />
      </button>
      <ViewsNav teams={me.teams} others={teams.data ?? []} onPick={onClose} />
      <Part>
        <HelpLink className={css.helpLink} onOpen={onHelp} />
      </Part>
      {me.verbs.includes("settings.write") ? (
        <Part>
          <SetupLink className={css.helpLink} />
        </Part>
      ) : null}
      {me.verbs.includes("floor.read") ? (
        <Link to="/floor" className={css.helpLink}>
          <Gauge size={16} aria-hidden />
          {t`Supervisión`}
          <Kbd keys={keysOf("go.floor", "g f")} />
        </Link>
      ) : null}
      {me.verbs.includes("reports.read") || me.verbs.includes("cases.reply") ? (
        <Link to="/reports" className={css.helpLink}>
          <ChartNoAxesColumn size={16} aria-hidden />
          {t`Informes`}
          <Kbd keys={keysOf("go.reports", "g l")} />
        </Link>
      ) : null}
      {administers(me) ? (
        <Link to="/admin" className={css.helpLink}>
          <Settings size={16} aria-hidden />
          {t`Administración`}
          <Kbd keys={keysOf("go.admin", "g a")} />
        </Link>
      ) : null}
      <button type="button" className={css.helpLink} onClick={host.openCheatSheet}>
        <CircleQuestionMark size={16} aria-hidden />
        {t`Ayuda y atajos`}
        <Kbd keys={keysOf("palette.keys", "?")} />
      </button>
      <PresenceFoot me={me}>
        <MenuLabel>{loadWords(me.load)}</MenuLabel>
        <MenuRule />
        <MenuLabel>{t`Estado`}</MenuLabel>
        {presence.filter((one) => one.id !== DAY).map((one) => (
          <MenuItem key={one.id} onSelect={one.run}>
            {one.words}
          </MenuItem>
        ))}
        <MenuRule />
        {presence.filter((one) => one.id === DAY).map((one) => (
          <MenuItem key={one.id} onSelect={one.run}>
            {one.words}
          </MenuItem>
        ))}
        {account.map((one) => (
          <MenuItem key={one.id} onSelect={one.run}>
            {one.words}
          </MenuItem>
        ))}
      </PresenceFoot>
      {shown ? (
        <Part>
          <MyDayDialog me={me} telephone={<TelephoneLine />} onClose={() => setShown(false)} />
        </Part>
      ) : null}
    </aside>
  );
}

interface Props {
  open: boolean;
  /** Theme, language, sign out: the app's own commands. */
  account: Ready[];
  onStart: Ready | undefined;
  onHelp: () => void;
  onClose: () => void;
}
