// The words of the posts: Spanish first, English and Portuguese complete.
export const LOOK = "{look}";
export const WORDS = {
  es: {
    title: "Publicaciones de prueba", who: "Comentas como", language: "Idioma", intro: "Aquí eres quien comenta. Lo que escribas llega al escritorio de Trato como si fuera {channel}, y lo que la empresa responda aparece debajo.",
    write: "Escribe un comentario", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Eliminar", edited: "editado", hidden: "Oculto: solo lo ves tú", liked: "A la empresa le gusta", page: "Empresa", picture: "Foto de la publicación", offline: "Sin conexión con el simulador. Reintentando…", none: "La empresa no ha publicado nada.",
  },
  en: {
    title: "Test posts", who: "You comment as", language: "Language", intro: "Here you are the person who comments. What you write reaches Trato's desk as {channel} would bring it, and what the company answers appears below.",
    write: "Write a comment", send: "Comment", reply: "Reply", edit: "Edit", remove: "Delete", edited: "edited", hidden: "Hidden: only you see it", liked: "Liked by the company", page: "Company", picture: "Photo of the post", offline: "No connection to the simulator. Trying again…", none: "The company has published nothing.",
  },
  pt: {
    title: "Publicações de teste", who: "Você comenta como", language: "Idioma", intro: "Aqui você é quem comenta. O que escrever chega à mesa do Trato como se fosse o {channel}, e o que a empresa responder aparece abaixo.",
    write: "Escreva um comentário", send: "Comentar", reply: "Responder", edit: "Editar", remove: "Excluir", edited: "editado", hidden: "Oculto: só você vê", liked: "A empresa curtiu", page: "Empresa", picture: "Foto da publicação", offline: "Sem conexão com o simulador. Tentando de novo…", none: "A empresa não publicou nada.",
  },
};
