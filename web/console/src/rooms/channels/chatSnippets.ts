/** What goes into a site so that the chat shows there. Code is the same in every language of the reader. */
export type SnippetKind = "plain" | "gtm" | "react" | "wordpress";

export const SNIPPET_KINDS: SnippetKind[] = ["plain", "gtm", "react", "wordpress"];

/** `server` is where Trato is, without a slash at its end; `key` names the chat. */
export function snippet(kind: SnippetKind, server: string, key: string): string {
  const source = `${server}/widget.js?key=${encodeURIComponent(key)}`;
  switch (kind) {
    case "plain":
      return `<script>window.trato = window.trato || function () { (trato.q = trato.q || []).push(arguments) };</script>
<script async src="${source}"></script>`;
    case "gtm":
      return `<script>
(function (w, d) {
  w.trato = w.trato || function () { (w.trato.q = w.trato.q || []).push(arguments) };
  if (d.getElementById("trato")) return;
  var s = d.createElement("script");
  s.id = "trato"; s.async = true; s.src = "${source}";
  d.head.appendChild(s);
})(window, document);
</script>`;
    case "react":
      return `import { useEffect, useRef } from "react";

export function TratoChat({ token }) {
  const before = useRef(token);
  useEffect(() => {
    window.trato ??= function () { (window.trato.q ??= []).push(arguments) };
    if (!document.getElementById("trato")) {
      const script = Object.assign(document.createElement("script"), { id: "trato", async: true, src: "${source}" });
      document.head.append(script);
    }
  }, []);
  useEffect(() => {
    if (token) window.trato("identify", { token });
    else if (before.current) window.trato("logout"); // they signed out; whoever never signed in keeps their chat
    before.current = token;
  }, [token]);
  return null;
}`;
    case "wordpress":
      return `// functions.php
add_action( 'wp_enqueue_scripts', function () {
  wp_enqueue_script( 'trato', '${source}', array(), null, array( 'strategy' => 'async', 'in_footer' => false ) );
} );`;
  }
}

/** How a site says who is signed in: its own server signs, its page passes the token on. */
export const IDENTITY_SNIPPET = `import time, jwt  # PyJWT

def trato_token(secret, person):
    claims = {"sub": person.id, "name": person.name, "email": person.email, "exp": int(time.time()) + 3600}
    return jwt.encode(claims, secret, algorithm="HS256")

# <script>trato("identify", { token: "{{ trato_token }}" })</script>`;
