import { I18nProvider } from "@lingui/react";
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import type { Locale } from "~/client/contract/basics";
import { call, Refused } from "~/client/http";
import { DoingProvider } from "~/kit/DoingProvider";
import { Failing } from "~/kit/Failing";
import { isLocale, speak } from "~/kit/i18n";
import { Loading } from "~/kit/Loading";
import { learnNow } from "~/kit/now";
import { problemWords } from "~/kit/problemWords";
import { meQuery } from "~/rooms/access/queries";
import { AccountProvider } from "./AccountProvider";
import { CommandHost } from "./CommandHost";
import { router } from "./router";
import { Session } from "./Session";
import { SignInPage } from "./SignInPage";

const SINGLE_KEYS = "trato.single_keys";

/** Who is here decides what is shown. A change of language remounts everything: words live nowhere else. */
export function App() {
  const cache = useQueryClient();
  const me = useQuery(meQuery);
  const [locale, setLocale] = useState<Locale>(i18n.locale as Locale);
  const [singleKeys, setSingleKeys] = useState(() => localStorage.getItem(SINGLE_KEYS) !== "off");

  const change = (wanted: Locale) => {
    void speak(wanted).then(() => setLocale(wanted));
    if (me.data) void call("PATCH /me", { body: { locale: wanted } });
  };
  const userLocale = me.data?.locale;
  useEffect(() => {
    if (isLocale(userLocale) && userLocale !== i18n.locale) void speak(userLocale).then(() => setLocale(userLocale));
  }, [userLocale]);
  const serverNow = me.data?.now;
  useEffect(() => {
    if (serverNow) learnNow(serverNow);
  }, [serverNow]);

  const enter = () => {
    // Whoever was here before may have seen other things.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
    void cache.invalidateQueries({ queryKey: meQuery.queryKey });
  };
  const leave = () => void call("DELETE /session", {}).finally(() => location.assign("/"));
  const keep = (on: boolean) => {
    localStorage.setItem(SINGLE_KEYS, on ? "on" : "off");
    setSingleKeys(on);
  };
  const signedOut = me.error instanceof Refused && me.error.problem.status === 401;

  return (
    <I18nProvider i18n={i18n} key={locale}>
      {me.data && !signedOut ? (
        <Session me={me.data}>
          <DoingProvider onRefused={() => void cache.invalidateQueries({ queryKey: ["case"] })}>
            <CommandHost singleKeys={singleKeys}>
              <AccountProvider
                locale={locale}
                singleKeys={singleKeys}
                onSpeak={change}
                onSingleKeys={keep}
                onAccount={() => void router.navigate({ to: "/me" })}
                onSignOut={leave}
              >
                <RouterProvider router={router} />
              </AccountProvider>
            </CommandHost>
          </DoingProvider>
        </Session>
      ) : signedOut ? (
        <SignInPage locale={locale} onSpeak={change} onSignedIn={enter} />
      ) : me.isError ? (
        <Failing what={t`Trato no responde`} why={problemWords(me.error)} onRetry={() => void me.refetch()} />
      ) : (
        <Loading />
      )}
    </I18nProvider>
  );
}
