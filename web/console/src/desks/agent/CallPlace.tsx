import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { call } from "~/client/http";
import { ready, type Ready } from "~/kit/command";
import { useOffer } from "~/kit/commandHost";
import { useDoing } from "~/kit/deed";
import { CallBar } from "~/rooms/calls/CallBar";
import { callCommands, cameOf } from "~/rooms/calls/callCommands";
import { softphoneQuery } from "~/rooms/calls/callQueries";
import { CallWrapUp } from "~/rooms/calls/CallWrapUp";
import { isPlacedHere } from "~/rooms/calls/placed";
import { begin, pickUp, press } from "~/rooms/calls/softphone";
import { ChannelGlyph } from "~/rooms/channels/ChannelGlyph";
import { useMe } from "./useMe";

/** What rings here, or goes on, with its deeds; this browser is made a telephone where the account lets it. */
export function CallPlace({ caseId, pass, open }: Props) {
  const me = useMe();
  const cache = useQueryClient();
  const { perform } = useDoing();
  const [keypad, setKeypad] = useState(false);
  const [deaf, setDeaf] = useState(false);
  const { data: phone } = useQuery(softphoneQuery);
  const token = phone?.kind === "twilio" ? phone.token : "";
  useEffect(() => {
    if (!token) return;
    begin(token).then(
      () => setDeaf(false),
      () => setDeaf(true), // the bar still shows that it rings, and says that it cannot be taken here
    );
  }, [token]);
  const living = me.calls.filter((each) => each.leg !== "ended");
  const one = living.find((each) => each.leg === "talking") ?? living[0] ?? me.calls[0] ?? null;
  const connects = one !== null && one.leg === "ringing" && one.direction === "out" && one.way === "browser" && isPlacedHere(one.id) ? one : null;
  useEffect(() => {
    if (!connects) return;
    // Who asked for the call is here: nothing has to be answered. What rings may not be there yet.
    const timer = setInterval(() => {
      if (connects.kind === "twilio") pickUp();
      else void call("POST /calls/{id}/keys", { path: { id: connects.id }, body: { digits: "" } }).catch(() => undefined);
    }, 700);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- the same call, however often it is fetched
  }, [connects?.id]);
  const here = one !== null && one.case_id === caseId && pass !== undefined;
  const commands = ready(
    callCommands,
    { one, cache, perform, open, keypad: () => setKeypad((old) => !old), pass: here ? pass.run : null },
    (permission) => me.permissions.includes(permission),
  );
  useOffer("calls", commands);
  useEffect(() => setKeypad(false), [one?.id]);
  if (!one) return null;
  const onPress = (key: string) => {
    if (one.kind === "twilio" && press(key)) return;
    void call("POST /calls/{id}/keys", { path: { id: one.id }, body: { digits: key } }).catch(() => cache.invalidateQueries({ queryKey: ["me"] }));
  };
  const glyph = <ChannelGlyph channel={one.channel} named size={16} />;
  if (one.leg === "ended") return <CallWrapUp one={one} glyph={glyph} commands={commands} onAgain={(at) => cameOf(cache, perform, one, "again", at)} />;
  return <CallBar one={one} more={living.length - 1} glyph={glyph} commands={commands} keypad={keypad} deaf={deaf} onPress={onPress} />;
}

interface Props {
  caseId: string | null;
  /** Give the case on screen to somebody. */
  pass: Ready | undefined;
  open: (caseId: string) => void;
}
