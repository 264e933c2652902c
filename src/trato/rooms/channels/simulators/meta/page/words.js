// The words of the telephone: Spanish first, English and Portuguese complete.
export const LOOK = "{look}";
export const WORDS = {
  es: {
    cards: "Tarjetas", title: "Teléfono de prueba", intro: "Aquí eres la persona que escribe a la empresa. Lo que envíes llega al escritorio de Trato como si fuera {channel}, y lo que te respondan aparece en esta pantalla.",
    who: "¿Quién eres?", pick: "Sigue con alguien que ya existe", or_new: "O escribe con un nombre nuevo", name: "Nombre", phone: "Número de teléfono",
    username: "Nombre de usuario (opcional)", hide: "Ocultar mi número: la empresa solo ve el nombre de usuario", start: "Empezar", change: "Cambiar de persona",
    posts: "Publicaciones", story_mention: "Mencionar a la empresa en mi historia", story_reply: "Responder a su historia", story_text: "¿Todavía la tienen?", my_story: "Historia", chats: "Chats", no_chats: "Todavía no hay ninguna empresa conectada.", no_messages: "Escribe el primer mensaje.", back: "Volver",
    write: "Mensaje", send: "Enviar", attach: "Adjuntar", photo: "Foto o archivo", sample: "Foto de muestra", voice: "Nota de voz", place: "Ubicación", recording: "Grabando… toca para enviar",
    react: "Reaccionar", reply: "Responder", edit: "Editar", remove: "Eliminar para todos", more: "Más", cancel: "Cancelar", save: "Guardar", replying: "Respondes a", editing: "Editas tu mensaje",
    deleted: "Se eliminó este mensaje", edited: "editado", typing: "escribiendo…", failed: "No se pudo entregar", waiting: "Enviando", sent: "Enviado", delivered: "Entregado", read: "Leído",
    no_marketing: "No quiero recibir promociones", marketing: "Quiero recibir promociones", offline: "Sin conexión con el simulador. Reintentando…", image: "Foto", video: "Video", audio: "Audio", voice_note: "Nota de voz",
    document: "Documento", sticker: "Sticker", location: "Ubicación", contacts: "Contacto", choose: "Elige una opción", map: "Ver en el mapa", language: "Idioma", wrong: "Revisa los datos.", today: "Hoy", business: "Empresa", messages: "Mensajes", number_help: "Con código de país, por ejemplo +54 9 11 5555 0101",
  },
  en: {
    cards: "Cards", title: "Test telephone", intro: "Here you are the person who writes to the company. What you send reaches Trato's desk as {channel} would bring it, and their answers appear on this screen.",
    who: "Who are you?", pick: "Go on as somebody who is here already", or_new: "Or write under a new name", name: "Name", phone: "Telephone number",
    username: "User name (optional)", hide: "Hide my number: the company sees only the user name", start: "Start", change: "Be somebody else",
    posts: "Posts", story_mention: "Mention the company in my story", story_reply: "Reply to their story", story_text: "Do you still have it?", my_story: "Story", chats: "Chats", no_chats: "No company is connected yet.", no_messages: "Write the first message.", back: "Back",
    write: "Message", send: "Send", attach: "Attach", photo: "Photo or file", sample: "Sample photo", voice: "Voice note", place: "Location", recording: "Recording… tap to send",
    react: "React", reply: "Reply", edit: "Edit", remove: "Delete for everyone", more: "More", cancel: "Cancel", save: "Save", replying: "Replying to", editing: "Editing your message",
    deleted: "This message was deleted", edited: "edited", typing: "typing…", failed: "Could not be delivered", waiting: "Sending", sent: "Sent", delivered: "Delivered", read: "Read",
    no_marketing: "Stop promotions", marketing: "Resume promotions", offline: "No connection to the simulator. Trying again…", image: "Photo", video: "Video", audio: "Audio", voice_note: "Voice note",
    document: "Document", sticker: "Sticker", location: "Location", contacts: "Contact", choose: "Choose an option", map: "See on the map", language: "Language", wrong: "Check the details.", today: "Today", business: "Company", messages: "Messages", number_help: "With country code, as +54 9 11 5555 0101",
  },
  pt: {
    cards: "Cartões", title: "Telefone de teste", intro: "Aqui você é a pessoa que escreve para a empresa. O que você envia chega à mesa do Trato como se fosse o {channel}, e as respostas aparecem nesta tela.",
    who: "Quem é você?", pick: "Continue como alguém que já existe", or_new: "Ou escreva com um nome novo", name: "Nome", phone: "Número de telefone",
    username: "Nome de usuário (opcional)", hide: "Ocultar meu número: a empresa vê só o nome de usuário", start: "Começar", change: "Trocar de pessoa",
    posts: "Publicações", story_mention: "Mencionar a empresa no meu story", story_reply: "Responder ao story dela", story_text: "Ainda tem?", my_story: "Story", chats: "Conversas", no_chats: "Ainda não há nenhuma empresa conectada.", no_messages: "Escreva a primeira mensagem.", back: "Voltar",
    write: "Mensagem", send: "Enviar", attach: "Anexar", photo: "Foto ou arquivo", sample: "Foto de exemplo", voice: "Mensagem de voz", place: "Localização", recording: "Gravando… toque para enviar",
    react: "Reagir", reply: "Responder", edit: "Editar", remove: "Apagar para todos", more: "Mais", cancel: "Cancelar", save: "Salvar", replying: "Respondendo a", editing: "Editando sua mensagem",
    deleted: "Mensagem apagada", edited: "editada", typing: "digitando…", failed: "Não foi possível entregar", waiting: "Enviando", sent: "Enviada", delivered: "Entregue", read: "Lida",
    no_marketing: "Não quero receber promoções", marketing: "Quero receber promoções", offline: "Sem conexão com o simulador. Tentando de novo…", image: "Foto", video: "Vídeo", audio: "Áudio", voice_note: "Mensagem de voz",
    document: "Documento", sticker: "Figurinha", location: "Localização", contacts: "Contato", choose: "Escolha uma opção", map: "Ver no mapa", language: "Idioma", wrong: "Confira os dados.", today: "Hoje", business: "Empresa", messages: "Mensagens", number_help: "Com código do país, por exemplo +55 31 95555 0101",
  },
};
