export const WORDS = {
  es: {
    title: "X de prueba", who: "Quién escribe", language: "Idioma",
    intro: "Aquí se hace de una persona en X. Lo que se publica mencionando a la marca, respondiéndole o citándola llega al escritorio de Trato; lo que la marca responde aparece aquí.",
    write: "Publicar", post: "Publicar", stop: "Quitar", answering: "En respuesta a", quoting: "Citando a", private: "Mensajes directos", message: "Escribir a la marca en privado", send: "Enviar",
    sealed: "Chat cifrado", reply: "Responder", quote: "Citar", remove: "Eliminar", hidden: "Respuesta ocultada por la marca", gone: "Un post que ya no está", brand: "la marca", none: "Nadie ha publicado nada.",
    empty: "Aún no hay mensajes.", locked: "Mensaje cifrado", seen: "Visto", offline: "Sin conexión con el simulador. Reintentando…", someone: "Otra persona…", name: "¿Cómo se llama?",
  },
  en: {
    title: "Test X", who: "Who writes", language: "Language",
    intro: "Here you play somebody on X. What is posted that mentions, answers or quotes the brand reaches Trato's desk; what the brand answers appears here.",
    write: "Post", post: "Post", stop: "Leave out", answering: "In answer to", quoting: "Quoting", private: "Direct messages", message: "Write to the brand in private", send: "Send",
    sealed: "Encrypted chat", reply: "Reply", quote: "Quote", remove: "Delete", hidden: "Reply hidden by the brand", gone: "A post that is gone", brand: "the brand", none: "Nobody has posted anything.",
    empty: "There are no messages yet.", locked: "Encrypted message", seen: "Seen", offline: "No connection to the simulator. Trying again…", someone: "Somebody else…", name: "What is their name?",
  },
  pt: {
    title: "X de teste", who: "Quem escreve", language: "Idioma",
    intro: "Aqui se faz o papel de uma pessoa no X. O que se publica mencionando a marca, respondendo a ela ou citando-a chega à mesa do Trato; o que a marca responde aparece aqui.",
    write: "Publicar", post: "Publicar", stop: "Tirar", answering: "Em resposta a", quoting: "Citando", private: "Mensagens diretas", message: "Escrever à marca em particular", send: "Enviar",
    sealed: "Chat criptografado", reply: "Responder", quote: "Citar", remove: "Excluir", hidden: "Resposta ocultada pela marca", gone: "Um post que já não está", brand: "a marca", none: "Ninguém publicou nada.",
    empty: "Ainda não há mensagens.", locked: "Mensagem criptografada", seen: "Visto", offline: "Sem conexão com o simulador. Tentando de novo…", someone: "Outra pessoa…", name: "Qual é o nome?",
  },
};
