// What the page says. The server tells nothing but numbers and codes.
export const WORDS = {
  es: {
    title: "Teléfono de prueba: SMS", intro: "Aquí se escribe como cliente. Nada sale de esta máquina.", language: "Idioma",
    who: "Nombre", phone: "Número, con + y código de país", use: "Usar este teléfono", to: "Escribir a",
    attach: "Foto", text: "Mensaje de texto", send: "Enviar", empty: "Todavía no hay mensajes. BAJA deja de recibir; ALTA vuelve.",
    sent: "enviado", delivered: "entregado", undelivered: "no entregado", failed: "no salió", queued: "saliendo",
    refused: "No se pudo: revisar el número y el texto.", offline: "El simulador no contesta. Se vuelve a intentar.",
  },
  en: {
    title: "Practice phone: SMS", intro: "Here one writes as a customer. Nothing leaves this machine.", language: "Language",
    who: "Name", phone: "Number, with + and country code", use: "Use this phone", to: "Write to",
    attach: "Photo", text: "Text message", send: "Send", empty: "No messages yet. STOP ends them; START begins again.",
    sent: "sent", delivered: "delivered", undelivered: "not delivered", failed: "did not leave", queued: "leaving",
    refused: "It could not be done: see the number and the text.", offline: "The simulator does not answer. Trying again.",
  },
  pt: {
    title: "Telefone de teste: SMS", intro: "Aqui se escreve como cliente. Nada sai desta máquina.", language: "Idioma",
    who: "Nome", phone: "Número, com + e código do país", use: "Usar este telefone", to: "Escrever para",
    attach: "Foto", text: "Mensagem de texto", send: "Enviar", empty: "Ainda não há mensagens. SAIR deixa de receber; VOLTAR A RECEBER volta.",
    sent: "enviada", delivered: "entregue", undelivered: "não entregue", failed: "não saiu", queued: "saindo",
    refused: "Não foi possível: conferir o número e o texto.", offline: "O simulador não responde. Tentando de novo.",
  },
};
