"""How the posts of a Page are connected."""

from __future__ import annotations

from trato.rooms.channels.adapters.facebook.capabilities import PUBLIC_CONTENT
from trato.rooms.channels.adapters.meta.page import MADE, NEEDS, SHARED, examiner, fields
from trato.rooms.channels.connecting import Connection, Field, FieldKind, Holder, Said

SCOPES = ("pages_read_user_content", "pages_manage_engagement", "pages_manage_metadata")
HEARD = ("feed",)

ELSEWHERE = Field(
    PUBLIC_CONTENT,
    Said("Comenta bajo otras páginas de la marca", "Comments below other Pages of the brand",
         "Comenta em outras páginas da marca"),
    Holder.SETTINGS, FieldKind.CHOICE, required=False, usual="no", choices=("no", "yes"),
    hint=Said("Meta lo permite a las apps aprobadas para Page Public Content Access. Sirve a una página de atención "
              "que responde lo que se comenta en la de mercadeo.",
              "Meta lets apps do so that are approved for Page Public Content Access. It serves a Page of care that "
              "answers comments on the Page of marketing.",
              "A Meta permite isso a apps aprovados para Page Public Content Access. Serve a uma página de atendimento "
              "que responde ao que se comenta na de marketing."),
)  # fmt: skip

CONNECTION = Connection(
    channel="facebook",
    about=Said("Los comentarios, publicaciones, menciones y recomendaciones de una página de Facebook.",
               "The comments, posts, mentions and recommendations of a Facebook Page.",
               "Os comentários, publicações, menções e recomendações de uma página do Facebook."),
    needs=NEEDS,
    fields=(*fields(SCOPES), ELSEWHERE),
    made=MADE,
    hook=Said(
        "Pegar esta dirección y el token de verificación en la app de Meta → Webhooks → Page, y suscribir los campos "
        "feed, mention y ratings. Una app tiene una sola dirección: si ya está la de otra cuenta de la misma app, "
        "basta con añadir los campos.",
        "Paste this address and the verify token into the Meta app → Webhooks → Page, and subscribe to feed, mention "
        "and ratings. An app has one address: where that of another account of the same app is set, adding the fields "
        "is enough.",
        "Colar este endereço e o token de verificação no app da Meta → Webhooks → Page, e assinar os campos feed, "
        "mention e ratings. Um app tem um só endereço: se já estiver o de outra conta do mesmo app, basta adicionar os "
        "campos.",
    ),
    examine=examiner(SCOPES, HEARD),
    write_to=Said("Comentar una publicación de la página, desde otra cuenta de Facebook.",
                  "Comment on a post of the Page, from another Facebook account.",
                  "Comentar uma publicação da página, de outra conta do Facebook."),
    shares=SHARED,
)  # fmt: skip
