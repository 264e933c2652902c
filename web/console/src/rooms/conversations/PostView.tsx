import { t } from "@lingui/core/macro";
import { ExternalLink } from "lucide-react";
import type { Post } from "~/client/contract/cases";
import { exactMoment, longDay } from "~/kit/formats";
import css from "./Thread.module.css";

/** What the comments below it answer to: shortened here, whole where it stands. */
export function PostView({ post }: { post: Post }) {
  return (
    <blockquote className={css.post} aria-label={t`La publicación`}>
      <p className={css.who}>
        {post.author ? <b>{post.author}</b> : null}
        <span>{t`publicación`}</span>
        {post.at ? (
          <time dateTime={post.at} title={exactMoment(post.at)}>
            {longDay(post.at)}
          </time>
        ) : null}
        <span className={css.spread} />
        {post.url ? (
          <a href={post.url} target="_blank" rel="noreferrer" aria-label={t`Ver la publicación`}>
            <ExternalLink size={14} aria-hidden />
          </a>
        ) : null}
      </p>
      <p className={css.postText}>{post.text || t`Sin texto: una foto o un video.`}</p>
    </blockquote>
  );
}
