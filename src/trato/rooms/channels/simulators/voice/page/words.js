export const WORDS = {
  es: {
    title: "Teléfono de muestra", intro: "Lo que se oiría está escrito. No hay sonido: hay teclas, palabras y colgar.", language: "Idioma de esta página",
    who: "Nombre", phone: "Número", use: "Usar este teléfono", to: "Llamar a", dial: "Llamar", hangup: "Colgar", say: "Decir", speak: "Lo que se dice",
    texts: "Mensajes de texto", ours: "Teléfonos del equipo que suenan", pick: "Contestar", none: "Nadie habla todavía.", over: "La llamada terminó.",
    ringing: "Llamando", "in-progress": "En línea", queue: "En la cola", room: "Con una persona", held: "En espera", completed: "Terminada", canceled: "Cancelada", failed: "No salió", busy: "No se contestó", "no-answer": "No se contestó", refuse: "No contestar", called: "Llaman a este teléfono",
    wait: "Empieza la conversación, o la música", tone: "Señal: se puede hablar", music: "Música", trouble: "No se pudo. Probar otra vez.",
  },
  en: {
    title: "Sample telephone", intro: "What would be heard is written. There is no sound: there are keys, words and hanging up.", language: "Language of this page",
    who: "Name", phone: "Number", use: "Use this telephone", to: "Call", dial: "Call", hangup: "Hang up", say: "Say", speak: "What is said",
    texts: "Text messages", ours: "Telephones of the team that ring", pick: "Pick up", none: "Nobody speaks yet.", over: "The call is over.",
    ringing: "Calling", "in-progress": "On the line", queue: "In the queue", room: "With a person", held: "On hold", completed: "Over", canceled: "Cancelled", failed: "Did not go through", busy: "Not answered", "no-answer": "Not answered", refuse: "Do not answer", called: "This telephone rings",
    wait: "The conversation, or the music, begins", tone: "Tone: one may speak", music: "Music", trouble: "It could not be done. Try again.",
  },
  pt: {
    title: "Telefone de amostra", intro: "O que se ouviria está escrito. Não há som: há teclas, palavras e desligar.", language: "Idioma desta página",
    who: "Nome", phone: "Número", use: "Usar este telefone", to: "Ligar para", dial: "Ligar", hangup: "Desligar", say: "Dizer", speak: "O que se diz",
    texts: "Mensagens de texto", ours: "Telefones da equipe que tocam", pick: "Atender", none: "Ninguém fala ainda.", over: "A ligação terminou.",
    ringing: "Chamando", "in-progress": "Na linha", queue: "Na fila", room: "Com uma pessoa", held: "Em espera", completed: "Encerrada", canceled: "Cancelada", failed: "Não completou", busy: "Não atendida", "no-answer": "Não atendida", refuse: "Não atender", called: "Este telefone toca",
    wait: "Começa a conversa, ou a música", tone: "Sinal: pode falar", music: "Música", trouble: "Não foi possível. Tentar de novo.",
  },
};
