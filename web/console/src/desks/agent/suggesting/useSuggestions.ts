import { t } from "@lingui/core/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { CaseDetail } from "~/client/contract/cases";
import type { RejectReason, Suggestion } from "~/client/contract/suggestions";
import { call } from "~/client/http";
import { ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { now } from "~/kit/now";
import { suggestionsQuery } from "~/rooms/intelligence/suggest/queries";
import { filledIn } from "./slots";
import { suggestionCommands } from "~/rooms/intelligence/suggest/suggestionCommands";
import { valuesOf } from "../useDock";
import { useMe } from "../useMe";

/** The answers that are suggested while nothing is written, what was made of them, and the keys that they take then. */
export function useSuggestions({ one, wanted, onTake }: Asked) {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const query = suggestionsQuery(one.id, one.last_message_at);
  const asked = wanted && me.preferences.suggestions && one.state === "open";
  const { data } = useQuery({ ...query, enabled: asked });
  const [active, setActive] = useState(-1);
  const [rejecting, setRejecting] = useState({ place: 0, times: 0 });
  const since = useRef(0);
  const offers = useMemo(
    () => (asked ? (data ?? []).map((each) => ({ one: each, pieces: filledIn(each, valuesOf(one, me)) })) : []),
    [asked, data, one, me],
  );
  const ids = offers.map(({ one: each }) => each.id).join(" ");
  const fresh = offers.some(({ one: each }) => !each.shown);

  useEffect(() => {
    setActive(-1);
    if (!ids) return;
    since.current = now();
    // what nobody could tell us is not lost: it is told again with the next look
    if (fresh) call("POST /cases/{case_id}/suggestions/shown", { path: { case_id: one.id }, body: { ids: ids.split(" ") } }).catch(() => undefined);
  }, [ids, fresh, one.id]);

  const seconds = () => (since.current ? Math.round((now() - since.current) / 100) / 10 : null);

  const take = (place: number) => {
    const offer = offers[place];
    if (!offer) return;
    onTake(offer.one.id, offer.pieces.map((piece) => piece.text).join(""));
    // taken is only a hint: what is sent says by itself where it came from
    call("POST /cases/{case_id}/suggestions/{id}/take", { path: { case_id: one.id, id: offer.one.id }, body: { seconds: seconds() } }).catch(() => undefined);
  };

  const reject = (each: Suggestion, reason: RejectReason) => {
    const path = { case_id: one.id, id: each.id };
    const post = (undo: boolean) => call("POST /cases/{case_id}/suggestions/{id}/reject", { path, body: { reason, seconds: seconds(), undo } });
    void perform({
      said: t`Sugerencia descartada`,
      run: () => post(false),
      undo: () => post(true).then((left) => cache.setQueryData(query.queryKey, left)),
      then: (left) => cache.setQueryData(query.queryKey, left),
    });
  };

  const askWhy = () => setRejecting(({ times }) => ({ place: Math.max(active, 0), times: times + 1 }));

  useOffer(
    "suggestions",
    ready(suggestionCommands, { count: offers.length, take, reject: askWhy }, (permission) => one.may.includes(permission)),
  );

  /** In the empty field: arrows choose, Enter puts it there. True when the key was for the suggestions. */
  const key = (event: KeyboardEvent): boolean => {
    if (offers.length === 0 || event.nativeEvent.isComposing || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      const step = event.key === "ArrowUp" ? -1 : 1;
      setActive(active < 0 ? (step < 0 ? offers.length - 1 : 0) : (active + step + offers.length) % offers.length);
    } else if (event.key === "Enter" && active >= 0) {
      take(active);
    } else if (event.key === "Escape" && active >= 0) {
      setActive(-1);
    } else if (event.key === "Delete" && active >= 0) {
      askWhy();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  };

  return { offers, active, rejecting, take, reject, key };
}

interface Asked {
  one: CaseDetail;
  /** Nothing is written yet, and something may be. */
  wanted: boolean;
  onTake: (id: string, words: string) => void;
}
