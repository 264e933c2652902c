import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { bytesAt } from "~/client/bytes";
import { IconButton } from "~/kit/IconButton";
import css from "./VoicePlayer.module.css";
import { decode, waves } from "./waves";

const BARS = 48;
const SPEEDS = [1, 1.5, 2];
const SKIP = 5; // seconds of an arrow
const LARGEST = 8_000_000; // bytes that are worth decoding for their picture

/** A voice note: its loudness drawn, played at one, one and a half or two times its speed, sought by mouse or arrows. */
export function VoicePlayer({ url, name, size }: { url: string; name: string; size: number }) {
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [speed, setSpeed] = useState(() => Number(localStorage.getItem("trato.speed") ?? 1));
  const { data: drawn } = useQuery({
    queryKey: ["waves", url],
    queryFn: async ({ signal }) => {
      const { samples, seconds } = await decode(await bytesAt(url, signal));
      return { bars: waves(samples, BARS), seconds };
    },
    enabled: size <= LARGEST,
    staleTime: Infinity,
    retry: false,
  });
  const [known, setKnown] = useState(0);
  const [failed, setFailed] = useState(false);
  const long = drawn?.seconds ?? known;
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);

  const seek = (to: number) => {
    const sound = audio.current;
    if (!sound) return;
    const there = Math.min(Math.max(0, to), long || to);
    sound.currentTime = there;
    setAt(there);
  };
  const toggle = () => {
    const sound = audio.current;
    if (!sound) return;
    if (playing) return sound.pause();
    sound.playbackRate = speed;
    sound.play().catch(() => setFailed(true));
  };
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    localStorage.setItem("trato.speed", String(next));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowUp") seek(at + SKIP);
    else if (event.key === "ArrowLeft" || event.key === "ArrowDown") seek(at - SKIP);
    else if (event.key === "Home") seek(0);
    else if (event.key === "End") seek(long);
    else if (event.key === " ") toggle();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPoint = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * long);
  };
  const bars = drawn?.bars ?? Array.from({ length: BARS }, () => 0);
  const shareDone = long > 0 ? at / long : 0;
  return (
    <span className={css.player}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a voice note has no captions; transcripts come later */}
      <audio
        ref={audio}
        src={url}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => {
          setPlaying(false);
          seek(0);
        }}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onDurationChange={(event) => Number.isFinite(event.currentTarget.duration) && setKnown(event.currentTarget.duration)}
      />
      <IconButton icon={playing ? Pause : Play} name={playing ? t`Pausar ${name}` : t`Escuchar ${name}`} onClick={toggle} />
      <span
        className={css.waves}
        role="slider"
        tabIndex={0}
        aria-label={t`Por dónde va ${name}`}
        aria-valuemin={0}
        aria-valuemax={Math.round(long)}
        aria-valuenow={Math.round(at)}
        aria-valuetext={t`${minutes(at)} de ${minutes(long)}`}
        onKeyDown={onKey}
        onPointerDown={onPoint}
      >
        {bars.map((loud, place) => (
          <i key={place} style={{ height: `${Math.round(12 + loud * 88)}%` }} data-done={place / BARS < shareDone} />
        ))}
      </span>
      <span className={css.time}>{failed ? t`este navegador no lo puede tocar` : minutes(at > 0 ? at : long)}</span>
      <button type="button" className={css.speed} onClick={faster} aria-label={t`Velocidad: ${speed} veces`}>
        {`${speed}×`}
      </button>
    </span>
  );
}

function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
