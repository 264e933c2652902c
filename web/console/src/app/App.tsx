import { I18nProvider } from "@lingui/react";
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call, Refused } from "~/client/http";
import { setDensity } from "~/kit/density";
import { DoingProvider } from "~/kit/DoingProvider";
import { Failing } from "~/kit/Failing";
import { isLocale, speak } from "~/kit/i18n";
import { Loading } from "~/kit/Loading";
import { learnNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { setTheme } from "~/kit/theme";
import { meQuery } from "~/rooms/access/queries";
import { AccountProvider } from "./AccountProvider";
import { CommandHost } from "./CommandHost";
import { FirstDoor } from "./FirstDoor";
import { router } from "./router";
import { Session } from "./Session";
import { SignInPage } from "./SignInPage";
import { useKept } from "./useKept";

const EnrolPage = lazy(() => import("./EnrolPage").then((file) => ({ default: file.EnrolPage })));
const LinkPage = lazy(() => import("./LinkPage").then((file) => ({ default: file.LinkPage })));
const Screen = lazy(() => import("~/rooms/console/Screen").then((file) => ({ default: file.Screen })));
const LINKS = new Set(["/welcome", "/new-password"]);

/** Who is here decides what is shown. A change of language remounts everything: words live nowhere else. */
export function App() {
  const cache = useQueryClient();
  const me = useQuery({ ...meQuery, enabled: location.pathname !== "/tv" }); // a screen is nobody
  const [locale, setLocale] = useState<Locale>(i18n.locale as Locale);

  const change = (wanted: Locale) => {
    void speak(wanted).then(() => setLocale(wanted));
    if (me.data) void call("PATCH /me", { body: { locale: wanted } });
  };
  const userLocale = me.data?.locale;
  useEffect(() => {
    if (isLocale(userLocale) && userLocale !== i18n.locale) void speak(userLocale).then(() => setLocale(userLocale));
  }, [userLocale]);
  const { theme, density } = me.data?.preferences ?? {};
  useEffect(() => {
    if (theme) setTheme(theme);
    if (density) setDensity(density);
  }, [theme, density]);
  const serverNow = me.data?.now;
  useEffect(() => {
    if (serverNow) learnNow(serverNow);
  }, [serverNow]);

  const enter = () => {
    // Whoever was here before may have seen other things.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    void cache.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const leave = () =>
    void Promise.allSettled([
      call("DELETE /session", {}),
      import("~/rooms/console/push").then(({ deafHere }) => deafHere()),
      import("~/rooms/console/kept").then(({ forgetKept }) => forgetKept()),
    ]).then(() => location.assign("/"));
  const { refetch, isError } = me;
  useEffect(() => {
    if (!isError) return;
    const back = () => void refetch();
    window.addEventListener("online", back);
    return () => window.removeEventListener("online", back);
  }, [isError, refetch]);
  const looking = useKept(me.error, me.data !== undefined);
  const signedOut = me.error instanceof Refused && me.error.problem.status === 401;

  const linked = LINKS.has(location.pathname) ? location.hash.slice(1) : "";
  if (linked)
    return (
      <I18nProvider i18n={i18n} key={locale}>
        <Suspense fallback={<Loading />}>
          <LinkPage token={linked} locale={locale} onSpeak={(wanted) => void speak(wanted).then(() => setLocale(wanted))} onTaken={() => location.replace("/")} />
        </Suspense>
      </I18nProvider>
    );

  if (location.pathname === "/tv")
    return (
      <I18nProvider i18n={i18n} key={locale}>
        <Suspense fallback={<Loading />}>
          <Screen secret={location.hash.slice(1)} />
        </Suspense>
      </I18nProvider>
    );

  return (
    <I18nProvider i18n={i18n} key={locale}>
      {me.data?.must_enrol && !signedOut ? (
        <Suspense fallback={<Loading />}>
          <EnrolPage onLeave={leave} />
        </Suspense>
      ) : me.data && !signedOut ? (
        <Session me={me.data}>
          <DoingProvider onRefused={() => void cache.invalidateQueries({ queryKey: ["case"] })}>
            <CommandHost preferences={me.data.preferences} reasons={me.data.presence_reasons}>
              <AccountProvider
                locale={locale}
                preferences={me.data.preferences}
                onSpeak={change}
                goMine={(section) => void router.navigate(section ? { to: "/me/$section", params: { section } } : { to: "/me" })}
                onSignOut={leave}
              >
                <RouterProvider router={router} />
              </AccountProvider>
            </CommandHost>
          </DoingProvider>
        </Session>
      ) : signedOut ? (
        <FirstDoor
          onFounded={() => {
            enter();
            void router.navigate({ to: "/start" });
          }}
        >
          {(first) => <SignInPage locale={locale} onSpeak={change} onSignedIn={enter} first={first} />}
        </FirstDoor>
      ) : me.isError && !looking ? (
        <Failing
          what={navigator.onLine ? t`Trato no responde` : t`Sin conexión. Nada se pierde.`}
          why={problemWords(me.error)}
          onRetry={() => void me.refetch()}
        />
      ) : (
        <Loading />
      )}
    </I18nProvider>
  );
}
